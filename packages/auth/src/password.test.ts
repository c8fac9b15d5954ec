import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { argon2Cost, PasswordHasher } from './password.ts';

const patient = new AbortController().signal;
const hasher = new PasswordHasher();

describe('passwords', () => {
  it('D3.12 are hashed with argon2id at the OWASP floor or above', async () => {
    const stored = await hasher.hash('correct horse battery', patient);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(argon2Cost.memoryCost).toBeGreaterThanOrEqual(19_456);
    expect(await hasher.verify(stored, 'correct horse battery', patient)).toBe(true);
    expect(await hasher.verify(stored, 'correct horse batterz', patient)).toBe(false);
  });

  it('D3.12 of more than 64 characters count to the last one', async () => {
    const long = 'ü'.repeat(300);
    const stored = await hasher.hash(`${long}a`, patient);
    expect(await hasher.verify(stored, `${long}a`, patient)).toBe(true);
    expect(await hasher.verify(stored, `${long}b`, patient)).toBe(false);
  });

  it('D3.12 above 1 KiB are refused before any hashing', async () => {
    const huge = 'x'.repeat(1025);
    await expect(hasher.hash(huge, patient)).rejects.toMatchObject({ code: 'PASSWORD_TOO_LONG' });
    expect(await hasher.verify('not even a hash', huge, patient)).toBe(false);
  });

  it('D3.12 hashed at a lower cost, or otherwise, ask to be hashed again', async () => {
    const cheap = await hash('x', { memoryCost: 8_192, timeCost: 2, parallelism: 1 });
    const dear = await hash('x', { memoryCost: 20_000, timeCost: 3, parallelism: 2 });
    expect(hasher.needsRehash(cheap)).toBe(true);
    expect(hasher.needsRehash(dear)).toBe(false);
    expect(hasher.needsRehash('$2b$12$legacy')).toBe(true);
    expect(hasher.needsRehash(await hasher.hash('x', patient))).toBe(false);
  });

  it('D3.5 of unknown users cost the same work and never fit', async () => {
    const stored = await hasher.hash('a real password', patient);
    expect(await hasher.verify(null, '', patient)).toBe(false);
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      known.push(await elapsedMs(() => hasher.verify(stored, 'a wrong password', patient)));
      unknown.push(await elapsedMs(() => hasher.verify(null, 'a wrong password', patient)));
    }
    // Without the dummy hash the unknown user would answer in microseconds.
    expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
    expect(median(unknown) / median(known)).toBeLessThan(2);
  });

  it('D3.12 200 sign-ins at once use memory for four hashes; the overflow is refused', async () => {
    const stored = await hasher.hash('a real password', patient);
    const before = process.memoryUsage.rss();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 2);
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, () => hasher.verify(stored, 'a real password', patient)),
    );
    clearInterval(watch);
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(200 - 2 - 128);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'SIGN_IN_BUSY' });
    expect(peak - before).toBeLessThanOrEqual(4 * argon2Cost.memoryCost * 1024);
  });

  it('D3.12 are never hashed more than four at a time, whatever is asked for', async () => {
    const greedy = new PasswordHasher({ hashingMax: 100, waitingMax: 0 });
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => greedy.verify(null, 'x', patient)),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(4);
  });
});

async function elapsedMs(act: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await act();
  return performance.now() - from;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
