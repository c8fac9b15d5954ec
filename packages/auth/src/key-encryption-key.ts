import { createHash, randomBytes } from 'node:crypto';
import { constants, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { defineError, Secret } from '@bonded/kernel';

/** A key file is missing, reachable by others, or does not hold 32 random bytes. */
const notUsable = defineError('invalid', 'KEY_FILE_NOT_USABLE');

/** The key that seals small secrets. Its id is public and names it inside each envelope. */
export interface KeyEncryptionKey {
  /** Eight hex characters of a hash of the key. */
  readonly id: string;
  readonly key: Secret<Uint8Array>;
}

export const keyBytes = 32;
const fileBytesMax = 1024;
const otherUsersMayNothing = 0o007;
const groupMayNotWrite = 0o020;
const distinctBytesMin = 8;

/**
 * Checks that some bytes can serve as a key: 32 of them, and not a sample that somebody typed.
 * Throws KEY_FILE_NOT_USABLE.
 */
export function keyEncryptionKeyFrom(bytes: Uint8Array): KeyEncryptionKey {
  if (bytes.length !== keyBytes) {
    throw notUsable(`The key has ${bytes.length} bytes; it must have exactly ${keyBytes}.`);
  }
  if (new Set(bytes).size < distinctBytesMin || isRun(bytes) || isTyped(bytes)) {
    throw notUsable('The key is a sample or a repetition, not random bytes.');
  }
  const id = createHash('sha256').update('bonded-kek:').update(bytes).digest('hex').slice(0, 8);
  return { id, key: new Secret(Uint8Array.from(bytes)) };
}

/**
 * Reads a key file: 32 bytes, raw or in hex or base64. Throws KEY_FILE_NOT_USABLE when it is
 * missing, empty, short, a sample, or open to other users of the machine.
 */
export async function readKeyEncryptionKey(path: string): Promise<KeyEncryptionKey> {
  await using file = await openKeyFile(path);
  // The open file is asked, not the path: nobody can swap it between the check and the read.
  const { mode, size } = await file.stat();
  if ((mode & (otherUsersMayNothing | groupMayNotWrite)) !== 0) {
    const shown = (mode & 0o777).toString(8).padStart(4, '0');
    throw notUsable(`The key file ${path} has mode ${shown}, so others can reach it: use 0600.`);
  }
  if (size === 0) throw notUsable(`The key file ${path} is empty.`);
  if (size > fileBytesMax) throw notUsable(`The key file ${path} is too large for a key.`);
  return keyEncryptionKeyFrom(decode(await file.readFile()));
}

/** Makes a key file, mode 0600, durable before this returns. Fails if the file exists. */
export async function createKeyEncryptionKey(path: string): Promise<KeyEncryptionKey> {
  const key = randomBytes(keyBytes);
  await using file = await open(path, 'wx', 0o600);
  await file.writeFile(`${key.toString('hex')}\n`);
  await file.sync();
  await using folder = await open(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY);
  await folder.sync();
  return keyEncryptionKeyFrom(key);
}

async function openKeyFile(path: string) {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw notUsable(`The key file ${path} is missing or cannot be read.`, { cause });
  }
}

function decode(content: Buffer): Buffer {
  const text = content.toString('latin1').trim();
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[0-9A-Za-z+/]{43}=$/.test(text)) return Buffer.from(text, 'base64');
  return content;
}

/** 00 01 02 …, or any other run by a constant step: what documentation shows as a key. */
function isRun(bytes: Uint8Array): boolean {
  const step = stepAt(bytes, 1);
  return bytes.every((_, at) => at === 0 || stepAt(bytes, at) === step);
}

function stepAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) - (bytes[at - 1] ?? 0)) & 0xff;
}

/** Printable from end to end: a phrase somebody typed (random bytes are, once in 10^14). */
function isTyped(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
}
