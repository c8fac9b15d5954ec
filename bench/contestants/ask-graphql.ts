import { answered } from './answered.ts';

/** Asks the gateway something; errors in the answer are thrown. */
export type AskGraphql = <T>(query: string, variables?: object) => Promise<T>;

export function graphqlClient(gatewayUrl: string, token: string, signal: AbortSignal): AskGraphql {
  return async <T>(query: string, variables: object = {}) => {
    const response = await fetch(`${gatewayUrl}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
      signal,
    });
    const answer = (await (await answered(response)).json()) as { data: T; errors?: unknown };
    if (answer.errors !== undefined) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  };
}
