import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { consoleEnvironment } from '#lib/env.ts';
import { hashOf } from '#lib/graphql/persisted-document.ts';
import { limits } from '#lib/limits.ts';
import { operationText } from './persisted-operations.ts';

/**
 * One operation as the gateway receives it; the text is ours, only the variables come from a
 * browser.
 */
export interface GatewayOperation {
  readonly query: string;
  readonly variables?: unknown;
}

/**
 * Posts an operation to the gateway and returns its answer unread, so that streams stay streams.
 */
export function postToGateway(
  operation: GatewayOperation,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  return fetch(`${consoleEnvironment().gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(operation),
    signal,
    cache: 'no-store',
  });
}

/**
 * Runs one generated document for a server component. Undefined when the gateway has no data for
 * it.
 */
export async function readAtGateway<Result, Variables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
  accessToken: string,
): Promise<Result | undefined> {
  const query = operationText(hashOf(document));
  if (query === undefined) throw new Error('The operation is not in the manifest');
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const signal = AbortSignal.timeout(limits.gatewayTimeoutMs);
  const response = await postToGateway({ query, variables }, headers, signal);
  // The shape that GraphQL over HTTP gives every answer.
  const body = (await response.json()) as { data?: Result | null };
  return body.data ?? undefined;
}
