import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

type AnyDocument = TypedDocumentNode<unknown, never>;

interface GeneratedDocument {
  readonly __meta__: { readonly hash: string };
}

const converted = new WeakMap<object, object>();

/**
 * Generated documents carry a hash in place of the operation. The GraphQL client sends such a document by
 * its `documentId`, so the browser neither holds nor sends GraphQL text (D4.7).
 */
export function persisted<Document extends AnyDocument>(document: Document): Document {
  const known = converted.get(document);
  if (known) return known as Document;
  const { hash } = (document as unknown as GeneratedDocument).__meta__;
  const byHash = { kind: 'Document', definitions: [], documentId: hash };
  converted.set(document, byHash);
  // The client reads `documentId` alone; the type keeps the result and the variables.
  return byHash as unknown as Document;
}
