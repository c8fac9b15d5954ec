import { createUpload, withUploadLock } from '@bonded/core/uploads';
import { waitFor } from '@bonded/testing';
import { expect, it } from 'vitest';
import { makeRepository } from './goods.ts';
import { signInAdmin } from './people.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const { project, slug } = await makeRepository(warehouse, admin, { slug: 'crates', format: 'RAW' });

async function openUpload(): Promise<string> {
  const { id } = await createUpload(ports, admin, {
    repository: `${project.slug}/${slug}`,
    path: 'large.bin',
    contentType: null,
    expectedDigest: null,
    sizeBytes: 1024,
    metadata: {},
    isPartial: false,
    concatOf: [],
  });
  return id;
}

async function leaseOf(id: string): Promise<number> {
  const { lockUntil } = await prisma.upload.findUniqueOrThrow({ where: { id } });
  return lockUntil?.getTime() ?? 0;
}

it('D1.6 an upload that takes longer than a lease keeps it, with nobody else about', async () => {
  const id = await openUpload();
  const isHeld = await withUploadLock(ports.database, { id, signal }, async (claim) => {
    const firstLease = await leaseOf(id);
    await waitFor(() => claim.signal.aborted || Date.now() > firstLease + 1_000, {
      timeoutMs: 15_000,
    });
    return !claim.signal.aborted && (await leaseOf(id)) > firstLease;
  });
  expect(isHeld).toBe(true);
  expect(await leaseOf(id)).toBe(0);
});

it('a second writer waits for the first, and holds a greater fence', async () => {
  const id = await openUpload();
  const order: string[] = [];
  const { promise: begun, resolve: begin } = Promise.withResolvers<bigint>();
  const first = withUploadLock(ports.database, { id, signal }, async ({ fence }) => {
    begin(fence);
    await waitFor(() => order.includes('second asked'));
    order.push('first wrote');
    return fence;
  });
  await begun;
  const second = withUploadLock(ports.database, { id, signal }, ({ fence }) => {
    order.push('second wrote');
    return Promise.resolve(fence);
  });
  order.push('second asked');
  expect(await second).toBeGreaterThan(await first);
  expect(order).toEqual(['second asked', 'first wrote', 'second wrote']);
});
