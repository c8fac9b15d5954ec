import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { assert } from '@bonded/kernel';
import { z } from 'zod';

/** Operations that were known when the console was built, by the SHA-256 of their text. */
export type PersistedOperations = ReadonlyMap<string, string>;

const operationsMax = 5_000;
const manifest = z.record(z.string(), z.string());

/**
 * Reads the manifest `{"sha256:<hex>": "query …"}`. A hash that is not its text's stops the
 * start.
 */
export async function readPersistedOperations(path: string): Promise<PersistedOperations> {
  const entries = Object.entries(manifest.parse(JSON.parse(await readFile(path, 'utf8'))));
  assert(entries.length <= operationsMax, `a manifest holds at most ${operationsMax} operations`);
  return new Map(
    entries.map(([name, text]) => {
      const hash = bareHash(name);
      assert(hash === hashOf(text), `${name} is the hash of its operation`);
      return [hash, text];
    }),
  );
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function bareHash(name: string): string {
  return name.replace(/^sha256:/, '');
}
