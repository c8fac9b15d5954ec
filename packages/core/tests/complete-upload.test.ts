import { createHash } from 'node:crypto';
import {
  type CompleteUploadPorts,
  expireUploads,
  findUpload,
  terminateUpload,
} from '@bonded/core/uploads';
import { parseDigest } from '@bonded/kernel';
import { fakeClock } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { makeRepository } from './goods.ts';
import { neverCommitting } from './never-committing.ts';
import { signInAdmin, signInNew } from './people.ts';
import { codeOf } from './refusal.ts';
import { replacing } from './replacing.ts';
import { append, complete, openUpload, rawPorts } from './uploads.ts';
import { openWarehouse } from './warehouse.ts';

const day = 24 * 60 * 60 * 1000;
const clock = fakeClock(new Date());
const warehouse = await openWarehouse({ clock });
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
await makeRepository(warehouse, admin, { slug: 'crates', format: 'RAW' });

const text = '0123456789';
const digest = createHash('sha256').update(text).digest('hex');
let paths = 0;

/** An upload whose every byte has arrived. */
async function wholeUpload(expectedDigest: string | null = null) {
  paths += 1;
  const path = `bin/${paths}`;
  const upload = await openUpload(warehouse, admin, { path, expectedDigest });
  await append(warehouse, upload, { offsetBytes: 0, text });
  return upload;
}

const row = (id: string) => prisma.upload.findUniqueOrThrow({ where: { id } });
const partial = (id: string) => ports.partials.stat(id, signal);
const artifactsAt = (path: string) => prisma.artifact.count({ where: { package: { name: path } } });

describe('a whole upload', () => {
  it('becomes one artifact, and its partial is gone', async () => {
    const { id, path } = await wholeUpload(digest);
    const artifact = await complete(warehouse, admin, id);
    expect(artifact).toMatchObject({ digest, sizeBytes: 10n });
    expect(await row(id)).toMatchObject({ state: 'COMPLETED', artifactId: artifact.id });
    expect(await partial(id)).toBeNull();
    expect(await artifactsAt(path)).toBe(1);
    expect(await ports.blobs.stat(parseDigest(digest), signal)).not.toBeNull();
    const events = await prisma.auditEvent.findMany({ where: { resourceId: id } });
    expect(events.map(({ action }) => action)).toEqual(['upload.create', 'upload.complete']);
  });

  it('D1.8 becomes exactly one, whenever the process died before the commit', async () => {
    const { id, path } = await wholeUpload();
    const dying = rawPorts(warehouse);
    const crash = () => Promise.reject(new Error('the process died'));
    const moments: CompleteUploadPorts[] = [
      { ...dying, describe: crash },
      { ...dying, blobs: replacing(ports.blobs, { publish: crash }) },
      { ...dying, database: neverCommitting(ports.database) },
    ];
    for (const broken of moments) {
      await expect(complete(warehouse, admin, id, broken)).rejects.toThrow('the process died');
      expect(await row(id)).toMatchObject({ state: 'OPEN', artifactId: null });
      expect(await artifactsAt(path)).toBe(0);
      expect(await partial(id)).toMatchObject({ sizeBytes: 10 });
    }
    await complete(warehouse, admin, id);
    expect(await artifactsAt(path)).toBe(1);
  });

  it('D1.8 stays what it became when the process died after the commit', async () => {
    const { id, path } = await wholeUpload();
    const crash = () => Promise.reject(new Error('the process died'));
    const dying = {
      ...rawPorts(warehouse),
      partials: replacing(ports.partials, { remove: crash }),
    };
    await expect(complete(warehouse, admin, id, dying)).rejects.toThrow('died');
    expect(await row(id)).toMatchObject({ state: 'COMPLETED' });
    expect(await artifactsAt(path)).toBe(1);
    clock.advance(2 * day);
    await expireUploads(ports, signal);
    expect(await row(id)).toMatchObject({ state: 'COMPLETED' });
  });

  it('is completed once, however many try', async () => {
    const { id, path } = await wholeUpload();
    const attempts = await Promise.allSettled(
      Array.from({ length: 5 }, () => complete(warehouse, admin, id)),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await artifactsAt(path)).toBe(1);
    expect(await row(id)).toMatchObject({ state: 'COMPLETED' });
  });

  it('whose bytes are not what was announced fails for good, and leaves nothing', async () => {
    const { id, path } = await wholeUpload('f'.repeat(64));
    expect(await codeOf(complete(warehouse, admin, id))).toBe('UPLOAD_DIGEST_MISMATCH');
    expect(await row(id)).toMatchObject({ state: 'FAILED' });
    expect((await row(id)).failure).toContain(digest);
    expect(await partial(id)).toBeNull();
    expect(await artifactsAt(path)).toBe(0);
    expect(await codeOf(findUpload(ports, admin, id))).toBe('UPLOAD_GONE');
    const where = { resourceId: id, action: 'upload.complete', outcome: 'REFUSED' } as const;
    expect(await prisma.auditEvent.count({ where })).toBe(1);
  });
});

describe('an upload', () => {
  it('is its owner’s alone', async () => {
    const { id } = await openUpload(warehouse, admin);
    const other = await signInNew(warehouse, admin, 'other', { role: 'Publisher' });
    expect(await codeOf(findUpload(ports, other, id))).toBe('UPLOAD_NOT_FOUND');
    expect(await codeOf(terminateUpload(ports, other, { id }, signal))).toBe('UPLOAD_NOT_FOUND');
    expect(await codeOf(findUpload(ports, admin, '../etc'))).toBe('UPLOAD_NOT_FOUND');
  });

  it('is refused before its first byte to who may not publish', async () => {
    const consumer = await signInNew(warehouse, admin, 'consumer', { role: 'Consumer' });
    expect(await codeOf(openUpload(warehouse, consumer))).toBe('ACCESS_DENIED');
    const huge = openUpload(warehouse, admin, { sizeBytes: 300 * 1024 ** 3 });
    expect(await codeOf(huge)).toBe('UPLOAD_TOO_LARGE');
  });

  it('ends when it is terminated; what it became already stays', async () => {
    const { id } = await openUpload(warehouse, admin);
    expect(await terminateUpload(ports, admin, { id }, signal)).toMatchObject({
      state: 'TERMINATED',
    });
    expect(await partial(id)).toBeNull();
    expect(await codeOf(findUpload(ports, admin, id))).toBe('UPLOAD_GONE');

    const whole = await wholeUpload();
    await complete(warehouse, admin, whole.id);
    await terminateUpload(ports, admin, { id: whole.id }, signal);
    expect(await row(whole.id)).toMatchObject({ state: 'COMPLETED' });
    const where = { resourceId: whole.id, action: 'upload.terminate' };
    expect(await prisma.auditEvent.count({ where })).toBe(0);
  });

  it('expires a week after its last byte, unless somebody is writing', async () => {
    const idle = await openUpload(warehouse, admin);
    const busy = await openUpload(warehouse, admin);
    clock.advance(7 * day);
    const lockUntil = new Date(clock.now().getTime() + 5_000);
    await prisma.upload.update({ where: { id: busy.id }, data: { lockUntil } });
    expect(await codeOf(findUpload(ports, admin, idle.id))).toBe('UPLOAD_GONE');
    await expireUploads(ports, signal);
    expect(await row(idle.id)).toMatchObject({ state: 'EXPIRED' });
    expect(await partial(idle.id)).toBeNull();
    expect(await row(busy.id)).toMatchObject({ state: 'OPEN' });
    const where = { resourceId: idle.id, action: 'upload.expire' };
    expect(await prisma.auditEvent.count({ where })).toBe(1);
  });
});
