import type { UpstreamDocument } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { type ChecksumName, readChecksum } from './checksum.ts';

/**
 * The checksum that a repository states beside a file: bare, before the file's name, or behind
 * `…=` as OpenSSL writes it. Errors: UPSTREAM_DOCUMENT_INVALID.
 */
export function readSidecar({ bytes }: UpstreamDocument, name: ChecksumName): string {
  const text = bytes.toString('latin1').trim();
  try {
    return readChecksum(/^[^\n]+= ([0-9A-Fa-f]+)$/.exec(text)?.[1] ?? text, name);
  } catch (cause) {
    throw upstreamDocumentInvalid(`What upstream has for a ${name} is none.`, { cause });
  }
}
