import { provenanceInvalid } from './codec/errors.ts';
import { provenanceBytesMax } from './codec/provenance.ts';

/** All of a provenance file. Errors: HELM_PROVENANCE_INVALID where it is longer than any is. */
export async function collectProvenance(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > provenanceBytesMax) throw provenanceInvalid('The provenance is too large.');
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}
