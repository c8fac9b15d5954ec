import { Client, cacheExchange, fetchExchange, mapExchange } from 'urql';
import { endpoints } from '#lib/paths.ts';
import { consoleHeader } from '#lib/session/same-origin.ts';

const isSignedOut = (error: { graphQLErrors: readonly { extensions?: unknown }[] }): boolean =>
  error.graphQLErrors.some(
    ({ extensions }) => (extensions as { code?: string } | undefined)?.code === 'UNAUTHENTICATED',
  );

/** The one GraphQL client of a page. It speaks only to the console's own server, by persisted hash. */
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
