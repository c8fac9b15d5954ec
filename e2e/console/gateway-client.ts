import { randomBytes } from 'node:crypto';
import type { Client } from '../stack/api.ts';
import { adminPassword, gatewayUrl } from './addresses.ts';

interface GraphqlAnswer {
  readonly data: unknown;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

/** The administrator over HTTP, for what a spec needs before a browser opens. */
export async function adminClient(): Promise<Client> {
  const response = await fetch(`${gatewayUrl()}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: adminPassword() }),
  });
  if (!response.ok) throw new Error(`sign-in: ${response.status}`);
  const { accessToken } = (await response.json()) as { accessToken: string };
  return clientWith(accessToken);
}

function clientWith(token: string): Client {
  const ask = async (query: string, variables: object = {}): Promise<GraphqlAnswer> => {
    const answer = await fetchAs('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await answer.json()) as GraphqlAnswer;
  };
  const fetchAs = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(`${gatewayUrl()}${path}`, { ...init, headers });
  };
  return {
    token,
    fetch: fetchAs,
    graphql: async <T>(query: string, variables?: object) => {
      const { data, errors } = await ask(query, variables);
      if (errors !== undefined) throw new Error(`GraphQL: ${JSON.stringify(errors)}`);
      return data as T;
    },
    refusal: async (query, variables) => {
      const first = (await ask(query, variables)).errors?.[0];
      if (first === undefined) throw new Error('it was not refused');
      return { code: first.extensions?.code ?? '', message: first.message };
    },
  };
}

export const randomSlug = (prefix: string): string => `${prefix}-${randomBytes(4).toString('hex')}`;
