import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inflateSync } from 'node:zlib';
import { vcsTooLarge } from '../index.ts';
import { applyDelta } from './apply-delta.ts';
import { notGit } from './pkt-line.ts';

export type GitObjectKind = 'commit' | 'tree' | 'blob' | 'tag';

export interface GitObject {
  readonly kind: GitObjectKind;
  readonly bytes: Buffer;
}

/** By their names, each of which was computed from its bytes. */
export type GitObjects = ReadonlyMap<string, GitObject>;

const objectsMax = 200_000;
/** All objects together, unpacked, also what deltas make: a small pack can hold large ones. */
const unpackedBytesMax = 384 * 1024 * 1024;
/** How much is unpacked before others get a turn. */
const turnBytes = 4 * 1024 * 1024;

const kinds: Readonly<Record<number, GitObjectKind>> = {
  1: 'commit',
  2: 'tree',
  3: 'blob',
  4: 'tag',
};
const offsetDelta = 6;
const nameDelta = 7;
const headerBytes = 12;
const checksumBytes = 20;

interface Entry {
  readonly type: number;
  readonly bytes: Buffer;
  /** Of a delta: where its base begins, or what its base is called. */
  readonly base?: number | string;
}

interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * Reads a pack (gitformat-pack) whole: checks it against its own checksum, unpacks every object
 * within bounds and names it anew. Throws VCS_UNAVAILABLE where it is none, VCS_TOO_LARGE.
 */
export async function readPack(pack: Buffer, signal: AbortSignal): Promise<GitObjects> {
  const entries = await readEntries(pack, signal);
  const objects = new Map<string, GitObject>();
  const resolved = new Map<number, GitObject>();
  // Deltas by name may come before their base: what cannot be resolved yet waits for a round.
  let waiting = [...entries];
  let left = unpackedBytesMax;
  while (waiting.length > 0) {
    const later: [number, Entry][] = [];
    for (const [at, entry] of waiting) {
      const object = objectOf(entry, { resolved, objects, bytesMax: left });
      if (object === null) {
        later.push([at, entry]);
        continue;
      }
      left -= object.bytes.length;
      resolved.set(at, object);
      objects.set(nameOf(object), object);
    }
    if (later.length === waiting.length) throw notGit();
    waiting = later;
    await nextTurn();
    signal.throwIfAborted();
  }
  return objects;
}

async function readEntries(pack: Buffer, signal: AbortSignal): Promise<Map<number, Entry>> {
  const body = pack.subarray(0, -checksumBytes);
  const checksum = createHash('sha1').update(body).digest();
  const isWhole = pack.length > headerBytes && checksum.equals(pack.subarray(-checksumBytes));
  if (!isWhole || pack.toString('latin1', 0, 4) !== 'PACK' || pack.readUInt32BE(4) !== 2) {
    throw notGit();
  }
  const count = pack.readUInt32BE(8);
  if (count > objectsMax) throw vcsTooLarge('The repository has more files than we read.');
  const entries = new Map<number, Entry>();
  let at = headerBytes;
  let total = 0;
  let turn = 0;
  for (let index = 0; index < count; index += 1) {
    const start = at;
    const head = readHead(body, at);
    total += head.sizeBytes;
    turn += head.sizeBytes;
    if (total > unpackedBytesMax) throw vcsTooLarge('The repository is larger than we read.');
    const { buffer, engine } = inflate(body.subarray(head.end), head.sizeBytes);
    entries.set(start, { type: head.type, bytes: buffer, ...head.base });
    at = head.end + engine.bytesWritten;
    if (turn > turnBytes) {
      turn = 0;
      await nextTurn();
      signal.throwIfAborted();
    }
  }
  return entries;
}

interface Head {
  readonly type: number;
  readonly sizeBytes: number;
  readonly base: Pick<Entry, 'base'>;
  readonly end: number;
}

function readHead(body: Buffer, start: number): Head {
  let at = start;
  let byte = byteAt(body, at);
  const type = (byte >> 4) & 7;
  let sizeBytes = byte & 15;
  for (let factor = 16; byte & 0x80; factor *= 128) {
    at += 1;
    byte = byteAt(body, at);
    sizeBytes += (byte & 0x7f) * factor;
  }
  at += 1;
  if (type === nameDelta) {
    const end = at + checksumBytes;
    return { type, sizeBytes, base: { base: body.toString('hex', at, end) }, end };
  }
  if (type !== offsetDelta) return { type, sizeBytes, base: {}, end: at };
  byte = byteAt(body, at);
  let back = byte & 0x7f;
  while (byte & 0x80) {
    at += 1;
    byte = byteAt(body, at);
    back = (back + 1) * 128 + (byte & 0x7f);
  }
  return { type, sizeBytes, base: { base: start - back }, end: at + 1 };
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw notGit();
  return byte;
}

function inflate(bytes: Buffer, sizeBytes: number): Inflated {
  let inflated: Inflated;
  try {
    const options = { info: true, maxOutputLength: Math.max(sizeBytes, 1) };
    // NOTE: with `info`, the engine comes beside the bytes; the types of Node do not say so.
    inflated = inflateSync(bytes, options) as unknown as Inflated;
  } catch {
    throw notGit();
  }
  if (inflated.buffer.length !== sizeBytes) throw notGit();
  return inflated;
}

interface Known {
  readonly resolved: ReadonlyMap<number, GitObject>;
  readonly objects: GitObjects;
  readonly bytesMax: number;
}

function objectOf(
  { type, bytes, base }: Entry,
  { resolved, objects, bytesMax }: Known,
): GitObject | null {
  const kind = kinds[type];
  if (kind !== undefined) return { kind, bytes };
  const under = typeof base === 'number' ? resolved.get(base) : objects.get(base ?? '');
  if (under === undefined) return null;
  return { kind: under.kind, bytes: applyDelta(under.bytes, bytes, bytesMax) };
}

function nameOf({ kind, bytes }: GitObject): string {
  return createHash('sha1').update(`${kind} ${bytes.length}\0`).update(bytes).digest('hex');
}
