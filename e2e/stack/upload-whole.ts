import { inject } from 'vitest';
import type { Client, Place } from './api.ts';

export interface WholeFile {
  readonly path: string;
  readonly bytes: Buffer<ArrayBuffer>;
}

/** Sends a small file by tus in one request: the answer says what became of it. */
export function uploadWhole(by: Client, to: Place, { path, bytes }: WholeFile): Promise<Response> {
  const word = (text: string) => Buffer.from(text).toString('base64');
  return by.fetch(`${inject('blobUrl')}/uploads`, {
    method: 'POST',
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(bytes.length),
      'upload-metadata': `repository ${word(to.path)},path ${word(path)}`,
      'content-type': 'application/offset+octet-stream',
    },
    body: bytes,
  });
}
