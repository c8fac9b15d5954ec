import { bodyChunks } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';

/** A checksum or a document that is longer than any honest one. */
const mavenBodyTooLarge = defineError('too-large', 'MAVEN_BODY_TOO_LARGE');

export async function readText(call: FormatCall, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of bodyChunks(call.request.raw, { signal: call.signal })) {
    sizeBytes += chunk.length;
    if (sizeBytes > bytesMax) throw mavenBodyTooLarge(`At most ${bytesMax} bytes belong here.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
