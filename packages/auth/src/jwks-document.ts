import type { KeyObject } from 'node:crypto';
import { defineError } from '@bonded/kernel';
import { readPublicJwk } from './public-jwk.ts';

/** The gateway answered something else than a set of usable keys. */
const notUsable = defineError('unavailable', 'KEY_SET_NOT_USABLE');

const documentBytesMax = 64 * 1024;
const keysMax = 16;

/**
 * Fetches a JWK set (RFC 7517 §5) and returns its keys by id. No redirects, at most 64 KiB, and
 * every key must be usable. Throws KEY_SET_NOT_USABLE.
 */
export async function fetchJwks(
  url: URL,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, KeyObject>> {
  const response = await fetch(url, {
    redirect: 'error',
    signal,
    headers: { accept: 'application/json' },
  });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw notUsable(`The key set was answered with status ${response.status}.`);
  }
  return readJwks(parse(await readText(response.body)));
}

/** Reads the keys of a set. Two keys under one id are refused: which one verifies is unclear. */
export function readJwks(document: unknown): ReadonlyMap<string, KeyObject> {
  const entries = keysOf(document);
  if (entries.length === 0 || entries.length > keysMax) {
    throw notUsable(`A key set has between 1 and ${keysMax} keys.`);
  }
  const keys = new Map(
    entries.map((entry) => {
      const { jwk, key } = readPublicJwk(entry);
      return [jwk.kid, key];
    }),
  );
  if (keys.size !== entries.length) throw notUsable('Two keys of the set have the same id.');
  return keys;
}

function keysOf(document: unknown): readonly unknown[] {
  if (typeof document === 'object' && document !== null && 'keys' in document) {
    if (Array.isArray(document.keys)) return document.keys;
  }
  throw notUsable('A key set is a JSON object with a list of keys.');
}

async function readText(body: ReadableStream<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.length;
    if (sizeBytes > documentBytesMax) throw notUsable('The key set is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notUsable('The key set is not JSON.', { cause });
  }
}
