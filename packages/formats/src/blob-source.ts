import type { StoredFile } from '@bonded/core/artifacts';
import type { BlobSource } from '@bonded/http';
import { parseDigest } from '@bonded/kernel';
import type { FormatPorts } from './format.ts';

/** A stored file as the HTTP layer serves it. Its SHA-256 is its entity tag. */
export function blobSourceOf(
  ports: Pick<FormatPorts, 'blobs'>,
  file: Pick<StoredFile, 'sizeBytes' | 'digest' | 'createdAt' | 'contentType'>,
): BlobSource {
  return {
    sizeBytes: Number(file.sizeBytes),
    etag: `"${file.digest}"`,
    lastModified: file.createdAt,
    contentType: file.contentType,
    open: async (range, signal) => {
      // Sending waits for each chunk to leave before it asks for the next one.
      const base = { signal, reusesMemory: true };
      const options = range === undefined ? base : { ...base, range };
      return (await ports.blobs.read(parseDigest(file.digest), options)).chunks;
    },
  };
}
