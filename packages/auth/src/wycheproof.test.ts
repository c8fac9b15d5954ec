import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { readJwks } from './jwks-document.ts';
import { readJwsHeader, verifyJws } from './jws.ts';

interface VectorFile {
  readonly numberOfTests: number;
  readonly testGroups: readonly {
    readonly comment: string;
    readonly keys: { readonly keys?: unknown; readonly alg?: string };
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly jws: unknown;
      readonly result: 'valid' | 'invalid';
    }[];
  }[];
}

/*
 * Goal: what Wycheproof calls invalid is refused, whichever algorithm it is written in, and what
 * it calls valid under RS256 is accepted. Method: each group's keys become a key set exactly as
 * the gateway's would, and each token goes through header, key and signature checks.
 */
describe.each([
  { file: 'json-web-signature.json', accepted: 8 },
  { file: 'json-web-key.json', accepted: 1 },
])('D3.9 the Wycheproof vectors of $file', ({ file, accepted }) => {
  const vectors = readVectors(file);
  const cases = vectors.testGroups.flatMap((group) =>
    group.tests.map((test) => ({ ...test, keys: group.keys, group: group.comment })),
  );

  it('are all here', () => {
    expect(cases).toHaveLength(vectors.numberOfTests);
  });

  it('that are invalid are refused, every one', async () => {
    const wronglyAccepted: string[] = [];
    for (const { group, tcId, comment, keys, jws, result } of cases) {
      if (result === 'invalid' && (await isAccepted(jws, keys))) {
        wronglyAccepted.push(`${group} ${tcId} ${comment}`);
      }
    }
    expect(wronglyAccepted).toEqual([]);
  });

  it('that are valid under RS256 are accepted, and under any other algorithm refused', async () => {
    let count = 0;
    for (const { keys, jws, result } of cases) {
      if (result === 'valid' && (await isAccepted(jws, keys))) count += 1;
    }
    expect(count).toBe(accepted);
  });
});

async function isAccepted(jws: unknown, keys: VectorFile['testGroups'][number]['keys']) {
  try {
    const set = readJwks(keys.keys ? keys : { keys: [keys] });
    const token = typeof jws === 'string' ? jws : JSON.stringify(jws);
    const key = set.get(readJwsHeader(token).kid);
    if (!key) return false;
    await verifyJws(token, key);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function readVectors(file: string): VectorFile {
  const path = join(import.meta.dirname, '../fixtures/wycheproof', file);
  // The fixture is committed, and its shape is fixed by the suite.
  return JSON.parse(readFileSync(path, 'utf8')) as VectorFile;
}
