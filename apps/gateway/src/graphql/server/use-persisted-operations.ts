import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { getRefused, operationUnknown } from './errors.ts';
import { bareHash, hashOf, type PersistedOperations } from './persisted-operations.ts';

/**
 * By this header the console says who it is, and that it wants nothing but its own operations
 * run.
 */
const clientHeader = 'x-bonded-client';

/**
 * Runs operations by hash, and only known ones for the console and for GET (D4.7). Nothing can
 * be registered: a text that comes with a hash must be the text that the hash is of.
 */
export function usePersistedOperations(known: PersistedOperations): Plugin {
  return {
    onParams({ params, request, setParams }) {
      const name = nameOf(params);
      if (name !== null) {
        const query = known.get(bareHash(name));
        if (query === undefined || (params.query && params.query !== query)) throw unknown();
        setParams({ ...params, query });
      } else if (request.method === 'GET') {
        throw getRefused('GET runs known operations by their hash; send others as POST.');
      } else if (request.headers.get(clientHeader) === 'console') {
        if (!known.has(hashOf(params.query ?? ''))) throw unknown();
      }
    },
  };
}

function unknown(): Error {
  return operationUnknown('This is not an operation that the console was built with.');
}

/** The hash, as urql, Apollo and Relay send it. */
function nameOf({ extensions }: GraphQLParams): string | null {
  const persisted: unknown = extensions?.['persistedQuery'];
  if (typeof persisted !== 'object' || persisted === null) return null;
  const hash: unknown = Reflect.get(persisted, 'sha256Hash');
  return typeof hash === 'string' ? hash : null;
}
