import { randomBytes } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { errnoOf } from '@bonded/kernel';

export interface SecretFile {
  readonly path: string;
  readonly content: Buffer;
  /** Made by this very start. */
  readonly isNew: boolean;
}

/** Reads a secret that is made once and then kept, readable by us alone. */
export async function keptSecret(path: string, make: () => Buffer): Promise<SecretFile> {
  const kept = await readIfAny(path);
  if (kept !== undefined) return { path, content: kept, isNew: false };
  const content = make();
  // Whole or not at all: half a key would be refused at every later start.
  const draft = `${path}.draft`;
  await writeFile(draft, content, { mode: 0o600, flush: true });
  await link(draft, path);
  await rm(draft);
  return { path, content, isNew: true };
}

async function readIfAny(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** 256 bits, as a key-encryption key is kept. */
export const randomKey = (): Buffer => randomBytes(32);

/** 256 bits of text, for what takes a string. */
export const randomText = (): Buffer => Buffer.from(randomBytes(32).toString('base64url'));

/** Letters and digits that nobody mistakes for one another (Crockford's base 32, lower case). */
const sayable = '0123456789abcdefghjkmnpqrstvwxyz';

/** 100 bits in four groups, to be read from a screen and typed. */
export function randomPassword(): Buffer {
  const letters = [...randomBytes(20)].map((byte) => sayable[byte % sayable.length]).join('');
  return Buffer.from(letters.match(/.{5}/g)?.join('-') ?? letters);
}
