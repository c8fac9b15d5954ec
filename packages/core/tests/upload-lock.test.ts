import { Readable } from 'node:stream';
import {
  appendUpload,
  durableOffset,
  type UploadClaim,
  withUploadLock,
} from '@bonded/core/uploads';
import { describe, expect, it } from 'vitest';
import { makeRepository } from './goods.ts';
import { signInAdmin } from './people.ts';
import { codeOf } from './refusal.ts';
import { append, openUpload, underLock } from './uploads.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { database } = ports;
const admin = await signInAdmin(warehouse);
await makeRepository(warehouse, admin, { slug: 'crates', format: 'RAW' });

/** Ends the lease as PostgreSQL's clock would, for a holder that is not there to renew it. */
async function lapse(id: string, ms: number): Promise<void> {
  await database.pool.query(
    `UPDATE uploads SET lock_until = now() + $2 * interval '1 millisecond' WHERE id = $1`,
    [id, ms],
  );
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('the lock of an upload', () => {
  it('D1.6 lets one of two in at a time, each with a greater fence', async () => {
    const { id } = await openUpload(warehouse, admin);
    const fences: bigint[] = [];
    let inside = 0;
    const enter = async ({ fence }: UploadClaim) => {
      inside += 1;
      expect(inside).toBe(1);
      fences.push(fence);
      await new Promise(setImmediate);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => underLock(warehouse, { id }, enter)));
    expect(fences).toHaveLength(20);
    expect(fences).toEqual(fences.toSorted((a, b) => Number(a - b)));
    expect(new Set(fences).size).toBe(20);
  });

  it('D1.6 is taken over from a holder that died, within ten seconds', async () => {
    const { id } = await openUpload(warehouse, admin);
    await database.pool.query(
      `UPDATE uploads SET lock_holder = 'the dead', lock_fence = 7,
         lock_until = now() + interval '6 seconds' WHERE id = $1`,
      [id],
    );
    const before = performance.now();
    const { fence } = await underLock(warehouse, { id }, (claim) => Promise.resolve(claim));
    expect(fence).toBe(8n);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  it('tells a holder that it was lost, and is not taken back', async () => {
    const { id } = await openUpload(warehouse, admin);
    const outcome = underLock(warehouse, { id }, async (claim) => {
      await lapse(id, -1);
      const later = await underLock(warehouse, { id }, (other) => Promise.resolve(other.fence));
      expect(later).toBeGreaterThan(claim.fence);
      await new Promise((resolve) => {
        claim.signal.addEventListener('abort', resolve, { once: true });
      });
      claim.signal.throwIfAborted();
    });
    expect(await codeOf(outcome)).toBe('UPLOAD_LOCKED');
  });

  it('is renewed by a holder that takes longer than a lease', async () => {
    const { id } = await openUpload(warehouse, admin);
    await underLock(warehouse, { id }, async ({ signal: held }) => {
      await lapse(id, 2_500);
      const other = withUploadLock(database, { id, signal: AbortSignal.timeout(4_000) }, () =>
        Promise.resolve('in'),
      );
      await expect(other).rejects.toThrow(/timeout/);
      expect(held.aborted).toBe(false);
    });
  });

  it('stays with a holder whose lease lapsed, as long as nobody took it', async () => {
    const { id } = await openUpload(warehouse, admin);
    await underLock(warehouse, { id }, async ({ signal: held, assured }) => {
      await lapse(id, -1);
      await delay(2_000);
      const other = withUploadLock(database, { id, signal: AbortSignal.timeout(1_000) }, () =>
        Promise.resolve('in'),
      );
      await expect(other).rejects.toThrow(/timeout/);
      await assured();
      expect(held.aborted).toBe(false);
    });
  });

  it('is released by one that fails', async () => {
    const { id } = await openUpload(warehouse, admin);
    const failed = underLock(warehouse, { id }, () => Promise.reject(new Error('oops')));
    await expect(failed).rejects.toThrow('oops');
    expect(await underLock(warehouse, { id }, () => Promise.resolve('in'))).toBe('in');
  });

  it('is not waited for by a client that left', async () => {
    const { id } = await openUpload(warehouse, admin);
    await underLock(warehouse, { id }, async () => {
      const leaving = new AbortController();
      const waiting = withUploadLock(database, { id, signal: leaving.signal }, () =>
        Promise.resolve(),
      );
      leaving.abort(new Error('the client left'));
      await expect(waiting).rejects.toThrow('the client left');
    });
  });
});

describe('appending', () => {
  it('D1.6 of a hundred pairs at one offset lets exactly one of each in', async () => {
    const upload = await openUpload(warehouse, admin, { sizeBytes: 1_000 });
    for (let pair = 0; pair < 100; pair += 1) {
      const offsetBytes = pair * 5;
      const outcomes = await Promise.allSettled(
        ['first', 'other'].map((text) => append(warehouse, upload, { offsetBytes, text })),
      );
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const refused = outcomes.find(({ status }) => status === 'rejected');
      expect(refused).toMatchObject({
        reason: { code: 'UPLOAD_OFFSET_CONFLICT', details: { offsetBytes: offsetBytes + 5 } },
      });
    }
    expect(await durableOffset(ports, upload, signal)).toBe(500);
  }, 60_000);

  it('goes by the medium, whatever client and row believe', async () => {
    const upload = await openUpload(warehouse, admin);
    await append(warehouse, upload, { offsetBytes: 0, text: 'abc' });
    await database.prisma.upload.update({ where: { id: upload.id }, data: { offsetBytes: 9 } });
    expect(await codeOf(append(warehouse, upload, { offsetBytes: 9, text: 'x' }))).toBe(
      'UPLOAD_OFFSET_CONFLICT',
    );
    expect(await append(warehouse, upload, { offsetBytes: 3, text: 'def' })).toBe(6);
    const row = await database.prisma.upload.findUniqueOrThrow({ where: { id: upload.id } });
    expect(row.offsetBytes).toBe(6n);
  });

  it('pauses while the database is busy for longer than a lease, and then goes on', async () => {
    const upload = await openUpload(warehouse, admin, { sizeBytes: 6 });
    const busy = await database.pool.connect();
    const events: string[] = [];
    async function* body() {
      yield Buffer.from('abc');
      await busy.query('BEGIN');
      await busy.query('SELECT FROM uploads WHERE id = $1 FOR UPDATE', [upload.id]);
      await delay(3_500);
      yield* slowly();
    }
    async function* slowly() {
      const answers = delay(1_500).then(() => {
        events.push('the database answers');
        return busy.query('COMMIT');
      });
      yield Buffer.from('def');
      events.push('the bytes are taken');
      await answers;
    }
    const held = underLock(warehouse, upload, (claim) =>
      appendUpload(ports, { upload, claim, offsetBytes: 0, body: body() }),
    );
    try {
      expect(await held).toBe(6);
    } finally {
      busy.release();
    }
    expect(events).toEqual(['the database answers', 'the bytes are taken']);
  }, 20_000);

  it('takes no more than was announced', async () => {
    const upload = await openUpload(warehouse, admin, { sizeBytes: 4 });
    const tooMuch = append(warehouse, upload, { offsetBytes: 0, text: 'abcdef' });
    expect(await codeOf(tooMuch)).toBe('BLOB_TOO_LARGE');
    expect(await durableOffset(ports, upload, signal)).toBe(0);
  });

  it('is never acknowledged to one that lost the lock and does not know', async () => {
    const upload = await openUpload(warehouse, admin);
    const outcome = underLock(warehouse, upload, async (claim) => {
      await lapse(upload.id, -1);
      await underLock(warehouse, upload, () => Promise.resolve());
      const body = Readable.from([Buffer.from('late')]);
      return appendUpload(ports, { upload, claim, offsetBytes: 0, body });
    });
    expect(await codeOf(outcome)).toBe('UPLOAD_LOCKED');
  });
});
