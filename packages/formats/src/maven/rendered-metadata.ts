import { createHash } from 'node:crypto';
import { documentSizeBytes, type RenderedDocument, renderDocument } from '@bonded/http';
import type { Checksums } from './codec/checksum.ts';

/** A document and its checksums, made together: nobody ever sees one beside another's other. */
export interface RenderedMetadata {
  readonly document: RenderedDocument;
  readonly checksums: Checksums;
}

export async function renderedMetadata(
  text: string,
  lastModified: Date,
): Promise<RenderedMetadata> {
  const document = await renderDocument(text, { contentType: 'text/xml', lastModified });
  const { body } = document.identity;
  const hex = (name: string) => createHash(name).update(body).digest('hex');
  return {
    document,
    checksums: { md5: hex('md5'), sha1: hex('sha1'), sha256: hex('sha256'), sha512: hex('sha512') },
  };
}

export function metadataSizeBytes({ document }: RenderedMetadata): number {
  return documentSizeBytes(document);
}
