import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { assert, type Secret } from '@bonded/kernel';
import { randomBase62, toBase62 } from './base62.ts';

/** `bnd_`, 32 random base62 characters (190 bits), then their CRC-32 in six more. */
export type ApiKey = string & { readonly __brand: 'ApiKey' };

/** Published, so that secret scanners elsewhere recognise a leaked key. */
export const apiKeyPattern = /^bnd_[0-9A-Za-z]{38}$/;

/** What every API key starts with: nothing else a client sends does. */
export const apiKeyMark = 'bnd_';

const randomChars = 32;
const checksumChars = 6;
const shownChars = 8;
const pepperBytesMin = 32;

/** A new key. Its text is shown once; only `hashApiKey` of it is kept. */
export function newApiKey(): ApiKey {
  const random = randomBase62(randomChars);
  // The brand is given here and in `parseApiKey`, nowhere else.
  return `${apiKeyMark}${random}${checksumOf(random)}` as ApiKey;
}

/** The key, or `undefined` if shape or checksum is wrong: a mistyped key costs no look-up. */
export function parseApiKey(text: string): ApiKey | undefined {
  if (!apiKeyPattern.test(text)) return undefined;
  const random = text.slice(apiKeyMark.length, -checksumChars);
  // Shape and checksum have just been proved.
  return text.endsWith(checksumOf(random)) ? (text as ApiKey) : undefined;
}

/** What people see in lists to tell their keys apart: 24 of the 190 random bits. */
export function displayPrefixOf(key: ApiKey): string {
  return key.slice(0, shownChars);
}

/**
 * The keyed SHA-256 under which a key is stored and found: 64 hex characters. A plain fast hash
 * is enough at this entropy; the pepper makes a stolen table useless for confirming a found key.
 */
export function hashApiKey(key: ApiKey, pepper: Secret<Uint8Array>): string {
  return createHmac('sha256', keyOf(pepper)).update(key).digest('hex');
}

/** Every request with a key hashes it: made ready once, the pepper costs a seventh. */
const readyPeppers = new WeakMap<Secret<Uint8Array>, KeyObject>();

function keyOf(pepper: Secret<Uint8Array>): KeyObject {
  const known = readyPeppers.get(pepper);
  if (known !== undefined) return known;
  assert(pepper.reveal().length >= pepperBytesMin, 'the pepper is at least 32 bytes');
  const ready = createSecretKey(pepper.reveal());
  readyPeppers.set(pepper, ready);
  return ready;
}

function checksumOf(random: string): string {
  return toBase62(crc32(random), checksumChars);
}
