'use client';

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { AnyVariables } from 'urql';
import { useAddress } from '#features/reading/use-address.ts';
import { type PageArguments, pageArguments } from '#features/reading/use-page.ts';
import { useReading } from '#lib/graphql/hooks.ts';

/** One page of a list that belongs to an artifact, named by the address. */
export function useArtifactList<Result, Variables extends AnyVariables>(
  document: TypedDocumentNode<Result, Variables>,
  variables: Omit<Variables, keyof PageArguments>,
) {
  const address = useAddress();
  // The page's arguments complete the variables, which the compiler cannot see through `Omit`.
  const complete = { ...variables, ...pageArguments(address) } as unknown as Variables;
  return { address, reading: useReading(document, complete) };
}

interface AnyNode {
  readonly __typename: string;
}

/** The artifact behind a `node(id)` answer; null when the id names something else, or nothing. */
export function artifactNode<Node extends AnyNode>(
  node: Node | null | undefined,
): Extract<Node, { __typename: 'Artifact' }> | null {
  if (node?.__typename !== 'Artifact') return null;
  // The name of the type has just been compared, which `Extract` repeats for the compiler.
  return node as Extract<Node, { __typename: 'Artifact' }>;
}
