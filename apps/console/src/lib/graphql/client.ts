import { Client, cacheExchange, fetchExchange, mapExchange } from 'urql';
import { endpoints } from '#lib/paths.ts';
import { consoleHeader } from '#lib/session/same-origin.ts';

/** The parts of an error that say that the session is over. */
interface ErrorWithCode {
  readonly graphQLErrors: readonly { readonly extensions?: Record<string, unknown> | undefined }[];
}

const isSignedOut = ({ graphQLErrors }: ErrorWithCode): boolean =>
  graphQLErrors.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED');

/**
 * The one GraphQL client of a page. It speaks only to the console's own server, by persisted hash.
 */
export function createGraphqlClient(onSignedOut: () => void): Client {
  return new Client({
    url: endpoints.graphql,
    preferGetMethod: false,
    fetchSubscriptions: true,
    requestPolicy: 'cache-and-network',
    fetchOptions: { headers: { [consoleHeader]: '1' }, cache: 'no-store' },
    exchanges: [
      cacheExchange,
      mapExchange({
        onError: (error) => {
          if (isSignedOut(error)) onSignedOut();
        },
      }),
      fetchExchange,
    ],
  });
}
