import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { isId } from '@bonded/kernel';
import { answerUnreadable } from '../errors.ts';
import type { Client } from '../gateway/client.ts';

const version = { 'tus-resumable': '1.0.0' };
const chunkBytes = 1024 * 1024;
/**
 * What one request brings. Between two of them others see how far it is, rights are asked for
 * again, and no proxy has to carry a body of any size.
 */
const pieceBytesMax = 64 * 1024 * 1024;

/** Begins an upload and returns its id (tus 1.0, Creation). An empty file is whole with that. */
export async function createUpload(
  client: Client,
  upload: {
    readonly sizeBytes: number;
    readonly metadata: Readonly<Record<string, string>>;
  },
): Promise<string> {
  const pairs = Object.entries(upload.metadata).map(
    ([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`,
  );
  const response = await client.requestBlob('/uploads', {
    method: 'POST',
    headers: {
      ...version,
      'upload-length': String(upload.sizeBytes),
      'upload-metadata': pairs.join(','),
    },
  });
  // The id alone is kept: tokens go where the gateway says uploads go, not where an answer points.
  const id = response.headers.get('location')?.split('/').at(-1) ?? '';
  if (!isId(id)) throw answerUnreadable('The server made an upload and did not say which.');
  return id;
}

/** How many bytes of an upload are safe on the server (tus 1.0, HEAD). */
export async function offsetOf(client: Client, id: string): Promise<number> {
  const response = await client.requestBlob(`/uploads/${id}`, { method: 'HEAD', headers: version });
  return readOffset(response);
}

export interface Append {
  readonly path: string;
  readonly offset: number;
  readonly sizeBytes: number;
  /** Hears how far the file has been read for sending. */
  readonly onSent: (bytes: number) => void;
}

/** Sends the next piece of a file and returns what is safe then (tus 1.0, PATCH). */
export async function append(client: Client, id: string, input: Append): Promise<number> {
  const { path, offset, sizeBytes, onSent } = input;
  const end = Math.min(offset + pieceBytesMax, sizeBytes);
  const response = await client.requestBlob(`/uploads/${id}`, {
    method: 'PATCH',
    headers: {
      ...version,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
      'content-length': String(end - offset),
    },
    body: Readable.from(read(path, { start: offset, end: end - 1, onSent }), {
      objectMode: false,
    }),
  });
  return readOffset(response);
}

interface Range {
  readonly start: number;
  /** Inclusive. */
  readonly end: number;
  readonly onSent: (bytes: number) => void;
}

async function* read(path: string, { start, end, onSent }: Range): AsyncGenerator<Uint8Array> {
  let sent = start;
  for await (const chunk of createReadStream(path, { start, end, highWaterMark: chunkBytes })) {
    // A stream without an encoding gives bytes.
    const bytes = chunk as Buffer;
    yield bytes;
    sent += bytes.length;
    onSent(sent);
  }
}

function readOffset(response: Response): number {
  const offset = Number(response.headers.get('upload-offset') ?? Number.NaN);
  if (Number.isSafeInteger(offset) && offset >= 0) return offset;
  throw answerUnreadable('The server did not say how much of the upload it has.');
}
