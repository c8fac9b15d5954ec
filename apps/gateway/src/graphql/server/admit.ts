import type { Addresses } from '@bonded/core/ports';
import type { FastifyRequest } from 'fastify';
import { getRefused, originRefused } from './errors.ts';

/**
 * A header that no form and no link can send: whoever sends it was let to by a preflight, or is
 * no browser.
 */
const preflightHeader = 'graphql-require-preflight';

/**
 * Refuses what a foreign page could make a browser send (D4.5). Bodies other than
 * application/json do not come this far. Errors: ORIGIN_REFUSED, GET_REFUSED.
 */
export function admit(request: FastifyRequest, addresses: Addresses): void {
  const { origin } = request.headers;
  if (origin !== undefined && !isOurs(origin, addresses)) {
    throw originRefused('Pages of other origins may not send GraphQL operations.');
  }
  if (request.method === 'GET' && request.headers[preflightHeader] === undefined) {
    throw getRefused(`GET needs the header "${preflightHeader}".`);
  }
}

function isOurs(origin: string, { publicUrl, consoleUrl }: Addresses): boolean {
  return [publicUrl, consoleUrl].some((address) => new URL(address).origin === origin);
}
