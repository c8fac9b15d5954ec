import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { newId } from '@bonded/kernel';
import { type Peer, startPeer } from './peer.ts';

interface StoredUpload {
  readonly sizeBytes: number;
  readonly metadata: Readonly<Record<string, string>>;
  bytes: Buffer;
}

export interface TusPeer extends Peer {
  /** What was asked, in order: `PATCH 800000`. */
  readonly requests: string[];
  /** Every connection is cut when a request has brought this much. */
  cutAfterBytes: number;
  /** Answers the next request of one method; the ones after it go their way. */
  refuseMethod: string;
  refuseNext: ((response: ServerResponse) => void) | null;
  /** SHA-256, in hex: comparing megabytes byte by byte takes seconds. */
  digestOf(id: string): string;
  metadataOf(id: string): Readonly<Record<string, string>> | undefined;
}

/** The part of tus 1.0 that we speak, on a bad line. */
export async function startTusPeer(): Promise<TusPeer> {
  const uploads = new Map<string, StoredUpload>();
  const state: Omit<TusPeer, keyof Peer> = {
    requests: [],
    cutAfterBytes: Infinity,
    refuseMethod: '',
    refuseNext: null,
    digestOf: (id) => sha256(uploads.get(id)?.bytes ?? Buffer.alloc(0)),
    metadataOf: (id) => uploads.get(id)?.metadata,
  };
  const peer = await startPeer(async (request, response) => {
    const { method = '', headers } = request;
    const offset = headers['upload-offset'];
    state.requests.push(offset === undefined ? method : `${method} ${String(offset)}`);
    if (state.refuseNext !== null && state.refuseMethod === method) {
      const answer = state.refuseNext;
      state.refuseNext = null;
      answer(response);
      return;
    }
    if (method === 'POST') {
      const id = newId();
      uploads.set(id, begun(request));
      response.writeHead(201, { location: `/uploads/${id}` }).end();
      return;
    }
    const upload = uploads.get(request.url?.split('/').at(-1) ?? '');
    if (upload === undefined) response.writeHead(404).end();
    else if (method === 'HEAD') answerOffset(response, 200, upload);
    else await take(request, response, { upload, bytesMax: state.cutAfterBytes });
  });
  return Object.assign(state, peer);
}

function begun({ headers }: IncomingMessage): StoredUpload {
  const pairs = String(headers['upload-metadata'])
    .split(',')
    .map((pair) => pair.split(' '))
    .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString()]);
  return {
    sizeBytes: Number(headers['upload-length']),
    // Its entries are the pairs of two texts above.
    metadata: Object.fromEntries(pairs) as Record<string, string>,
    bytes: Buffer.alloc(0),
  };
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  { upload, bytesMax }: { readonly upload: StoredUpload; readonly bytesMax: number },
): Promise<void> {
  const { socket } = request;
  let left = bytesMax;
  for await (const chunk of request) {
    const bytes = (chunk as Buffer).subarray(0, left);
    upload.bytes = Buffer.concat([upload.bytes, bytes]);
    left -= bytes.length;
    if (left === 0) break;
  }
  if (upload.bytes.length < upload.sizeBytes) socket.destroy();
  else answerOffset(response, 204, upload);
}

function answerOffset(response: ServerResponse, status: number, { bytes }: StoredUpload): void {
  response.writeHead(status, { 'upload-offset': bytes.length }).end();
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
