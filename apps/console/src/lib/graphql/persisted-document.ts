import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

type AnyDocument = TypedDocumentNode<unknown, never>;

interface GeneratedDocument {
  readonly __meta__: { readonly hash: string };
}

/** The hash by which a generated document's operation is known. */
export function hashOf(document: object): string {
  // What the generator writes: its type promises an operation, its value holds the hash alone.
  return (document as GeneratedDocument).__meta__.hash;
}

const converted = new WeakMap<object, object>();

/**
 * Generated documents carry a hash in place of the operation. The GraphQL client sends such a
 * document by its `documentId`, so the browser neither holds nor sends GraphQL text (D4.7).
 */
export function persisted<Document extends AnyDocument>(document: Document): Document {
  const known = converted.get(document);
  const byHash = known ?? { kind: 'Document', definitions: [], documentId: hashOf(document) };
  converted.set(document, byHash);
  // The client reads `documentId` alone; the type keeps the result and the variables.
  return byHash as Document;
}
