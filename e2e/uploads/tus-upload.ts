import { createReadStream } from 'node:fs';
import { Upload } from 'tus-js-client';
import type { LargeFile } from './large-file.ts';

export interface TusUpload {
  /** Resolves with the address of the upload; rejects when the client gave up. */
  readonly finished: Promise<string>;
  /** What the server acknowledged, and what it later claimed to have. */
  readonly offsets: { acknowledged: number; broken: string[] };
  /** Bytes that were sent so far. */
  sent(): number;
  /** Stops as a person would: the server keeps what it has. */
  pause(): Promise<void>;
}

export interface TusTarget {
  readonly endpoint: string;
  readonly token: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly chunkBytes: number;
}

/** An upload by the official client, which watches that no acknowledged byte is ever taken back. */
export function startTusUpload(file: LargeFile, target: TusTarget): TusUpload {
  const offsets = { acknowledged: 0, broken: [] as string[] };
  const done = Promise.withResolvers<string>();
  let sentBytes = 0;
  const upload = new Upload(createReadStream(file.path), {
    endpoint: target.endpoint,
    uploadSize: file.sizeBytes,
    chunkSize: target.chunkBytes,
    // Patient enough for a service that is started again twenty times.
    retryDelays: Array.from({ length: 60 }, () => 500),
    headers: { authorization: `Bearer ${target.token}` },
    metadata: { ...target.metadata },
    onProgress: (bytes) => {
      sentBytes = bytes;
    },
    onAfterResponse: (request, response) => {
      const offset = Number(response.getHeader('Upload-Offset') ?? 'NaN');
      if (request.getMethod() === 'HEAD' && offset < offsets.acknowledged) {
        offsets.broken.push(`${offset} after ${offsets.acknowledged} was acknowledged`);
      }
      if (request.getMethod() === 'PATCH' && response.getStatus() === 204) {
        offsets.acknowledged = Math.max(offsets.acknowledged, offset);
      }
    },
    onError: (error) => done.reject(error),
    onSuccess: () => done.resolve(upload.url ?? ''),
  });
  upload.start();
  return {
    finished: done.promise,
    offsets,
    sent: () => sentBytes,
    pause: () => upload.abort(),
  };
}
