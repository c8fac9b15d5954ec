import {
  deleteArtifact,
  deleteTag,
  deprecateArtifact,
  listTags,
  setTag,
} from '@bonded/core/artifacts';
import { parseDigest } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { makeRepository, publish } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const apples = await makeRepository(warehouse, admin, { slug: 'apples' });
const crates = await makeRepository(warehouse, admin, { slug: 'crates', format: 'RAW' });

const versionsOf = (name: string) =>
  prisma.artifact.findMany({ where: { package: { name } }, orderBy: { createdAt: 'asc' } });

describe('publishing', () => {
  it('makes rows, bytes, one held verdict and one scan, all at once', async () => {
    const goods = { repository: apples, name: 'cox', version: '1.0.0', bytes: 'cox', tags: ['x'] };
    const { artifact, isNew } = await publish(warehouse, admin, goods);
    expect(isNew).toBe(true);
    expect(artifact).toMatchObject({ version: '1.0.0', sizeBytes: 3n, state: 'QUARANTINED' });
    expect(await ports.blobs.stat(parseDigest(artifact.digest), signal)).not.toBeNull();
    const row = await prisma.artifact.findUniqueOrThrow({
      where: { id: artifact.id },
      include: { files: true, components: true, decisions: true, scans: true, tags: true },
    });
    expect(row.files).toMatchObject([{ path: 'cox/-/cox-1.0.0.tgz', digest: artifact.digest }]);
    expect(row.components).toMatchObject([{ name: 'cox', relation: 'self' }]);
    expect(row.decisions).toMatchObject([{ kind: 'PUBLISH', effect: 'HOLD', rule: 'unscanned' }]);
    expect(row.scans).toMatchObject([{ status: 'NOT_SCANNED', finishedAt: null }]);
    expect(row.tags).toMatchObject([{ name: 'x' }]);
  });

  it('repeats in peace with the same bytes, and changes nothing', async () => {
    const goods = { repository: apples, name: 'gala', version: '1.0.0' };
    const first = await publish(warehouse, admin, goods);
    const events = await prisma.auditEvent.count();
    const again = await publish(warehouse, admin, goods);
    expect(again).toMatchObject({ artifact: { id: first.artifact.id }, isNew: false });
    expect(await versionsOf('gala')).toHaveLength(1);
    expect(await prisma.auditEvent.count()).toBe(events);
    expect(await prisma.scan.count({ where: { artifactId: first.artifact.id } })).toBe(1);
  });

  it('points the tag of an image also at one that is there, and once where tags stay', async () => {
    const images = await makeRepository(warehouse, admin, { slug: 'images', format: 'OCI' });
    const tagsOf = async (packageId: string) =>
      Object.fromEntries(await listTags(ports, packageId));
    const image = { repository: images, name: 'app', version: 'sha256:one' };
    const { artifact } = await publish(warehouse, admin, { ...image, tags: ['1'] });
    const again = await publish(warehouse, admin, { ...image, tags: ['latest'] });
    expect(again.isNew).toBe(false);
    const { packageId } = artifact;
    expect(await tagsOf(packageId)).toEqual({ 1: 'sha256:one', latest: 'sha256:one' });
    const fixed = { ...image, repository: { ...images, canOverwrite: false } };
    const other = { ...fixed, version: 'sha256:two', tags: ['1'] };
    expect(await codeOf(publish(warehouse, admin, other))).toBe('TAG_IMMUTABLE');
    expect(await tagsOf(packageId)).toMatchObject({ 1: 'sha256:one' });
    const event = await prisma.auditEvent.findFirstOrThrow({ where: { action: 'tag.set' } });
    expect(event.resourceName).toBe('harbour/images/app:latest');
  });

  it('refuses other bytes for a version that is there', async () => {
    const goods = { repository: apples, name: 'fuji', version: '1.0.0' };
    const { artifact } = await publish(warehouse, admin, goods);
    const other = publish(warehouse, admin, { ...goods, bytes: 'rotten' });
    expect(await codeOf(other)).toBe('ARTIFACT_ALREADY_EXISTS');
    expect(await versionsOf('fuji')).toMatchObject([{ digest: artifact.digest }]);
  });

  it('never gives a deleted version out again, not even with the same bytes', async () => {
    const goods = { repository: apples, name: 'elstar', version: '1.0.0' };
    const { artifact } = await publish(warehouse, admin, goods);
    await deleteArtifact(ports, admin, { id: artifact.id });
    expect(await codeOf(publish(warehouse, admin, goods))).toBe('ARTIFACT_VERSION_BURNED');
    expect(await codeOf(deleteArtifact(ports, admin, { id: artifact.id }))).toBe(
      'ARTIFACT_NOT_FOUND',
    );
  });

  it('loses nothing when ten publish one package at the same moment', async () => {
    const versions = Array.from({ length: 10 }, (_, at) => `1.${at}.0`);
    const results = await Promise.all(
      versions.map((version) =>
        publish(warehouse, admin, {
          repository: apples,
          name: 'bramley',
          version,
          tags: ['latest'],
        }),
      ),
    );
    expect(results.every(({ isNew }) => isNew)).toBe(true);
    const rows = await versionsOf('bramley');
    expect(rows.map(({ version }) => version).toSorted()).toEqual(versions);
    expect(new Set(rows.map(({ packageId }) => packageId)).size).toBe(1);
    expect(versions).toContain((await listTags(ports, rows[0]?.packageId ?? '')).get('latest'));
  });

  it('makes one artifact of ten who publish the very same at the same moment', async () => {
    const goods = { repository: apples, name: 'jonagold', version: '1.0.0' };
    const results = await Promise.all(
      Array.from({ length: 10 }, () => publish(warehouse, admin, goods)),
    );
    expect(new Set(results.map(({ artifact }) => artifact.id)).size).toBe(1);
    expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
    const where = { action: 'artifact.publish', resourceId: results[0]?.artifact.id ?? '' };
    expect(await prisma.auditEvent.count({ where })).toBe(1);
  });

  it('leaves no artifact behind when what must happen with it fails', async () => {
    const goods = { repository: apples, name: 'pippin', version: '1.0.0' };
    const alongside = () => Promise.reject(new Error('the power went'));
    await expect(publish(warehouse, admin, { ...goods, alongside })).rejects.toThrow('the power');
    expect(await prisma.package.count({ where: { name: 'pippin' } })).toBe(0);
    const where = { resourceName: { contains: 'pippin' } };
    expect(await prisma.auditEvent.count({ where })).toBe(0);
    expect(await publish(warehouse, admin, goods)).toMatchObject({ isNew: true });
  });

  it('takes no path from another package, whatever the format calls it', async () => {
    const goods = { repository: crates, name: 'a/b', version: null };
    const { artifact } = await publish(warehouse, admin, goods);
    // A format whose names do not follow from its paths could come to this.
    const { packageId: id } = artifact;
    await prisma.package.update({ where: { id }, data: { name: 'the owner' } });
    const thief = publish(warehouse, admin, { ...goods, bytes: 'stolen' });
    expect(await codeOf(thief)).toBe('ARTIFACT_ALREADY_EXISTS');
    const file = await prisma.file.findFirstOrThrow({ where: { path: 'a/b' } });
    expect(file.artifactId).toBe(artifact.id);
  });

  it('is refused to who may not, and hidden from who may not see', async () => {
    const consumer = await signInNew(warehouse, admin, 'consumer', {
      role: 'Consumer',
      project: 'harbour',
    });
    const nobody = await signInNew(warehouse, admin, 'nobody', {
      role: 'Consumer',
      project: 'harbour',
      repository: 'crates',
    });
    const goods = { repository: apples, name: 'windfall', version: '1.0.0' };
    expect(await codeOf(publish(warehouse, consumer, goods))).toBe('ACCESS_DENIED');
    expect(await codeOf(publish(warehouse, nobody, goods))).toBe('REPOSITORY_NOT_FOUND');
    const refusals = { outcome: 'REFUSED', resourceName: 'harbour/apples/windfall' } as const;
    expect(await prisma.auditEvent.count({ where: refusals })).toBe(2);
    expect(await versionsOf('windfall')).toEqual([]);
  });
});

describe('a raw file', () => {
  it('is replaced by new content, and the old one is gone from its path', async () => {
    const goods = { repository: crates, name: 'docs/list.txt', version: null };
    const first = await publish(warehouse, admin, { ...goods, bytes: 'one' });
    const second = await publish(warehouse, admin, { ...goods, bytes: 'two' });
    expect(second.artifact.version).toBe('2');
    expect(await versionsOf('docs/list.txt')).toMatchObject([
      { id: first.artifact.id, state: 'DELETED' },
      { id: second.artifact.id, state: 'QUARANTINED' },
    ]);
    const files = await prisma.file.findMany({ where: { path: 'docs/list.txt' } });
    expect(files).toMatchObject([{ artifactId: second.artifact.id }]);
    const event = await prisma.auditEvent.findFirstOrThrow({
      where: { action: 'artifact.publish', resourceId: second.artifact.id },
    });
    expect(event.details).toMatchObject({ replaced: [first.artifact.id] });
  });

  it('stays what it is when the same content comes again', async () => {
    const goods = { repository: crates, name: 'docs/same.txt', version: null };
    const first = await publish(warehouse, admin, goods);
    expect(await publish(warehouse, admin, goods)).toMatchObject({
      artifact: { id: first.artifact.id },
      isNew: false,
    });
  });

  it('comes back as a new one after another took its place', async () => {
    const goods = { repository: crates, name: 'docs/turn.txt', version: null };
    await publish(warehouse, admin, { ...goods, bytes: 'a' });
    await publish(warehouse, admin, { ...goods, bytes: 'b' });
    const back = await publish(warehouse, admin, { ...goods, bytes: 'a' });
    expect(back).toMatchObject({ isNew: true, artifact: { version: '3' } });
  });
});

describe('a published version', () => {
  it('is tagged, retagged and untagged; "latest" only moves', async () => {
    const at = { repository: apples, name: 'tagged' };
    const { artifact } = await publish(warehouse, admin, { ...at, version: '1.0.0' });
    await publish(warehouse, admin, { ...at, version: '2.0.0', tags: ['latest'] });
    const { packageId } = artifact;
    await setTag(ports, admin, { packageId, name: 'stable', version: '2.0.0' });
    await setTag(ports, admin, { packageId, name: 'stable', version: '1.0.0' });
    await setTag(ports, admin, { packageId, name: 'latest', version: '1.0.0' });
    expect(Object.fromEntries(await listTags(ports, packageId))).toEqual({
      latest: '1.0.0',
      stable: '1.0.0',
    });
    await deleteTag(ports, admin, { packageId, name: 'stable' });
    const stable = deleteTag(ports, admin, { packageId, name: 'stable' });
    expect(await codeOf(stable)).toBe('TAG_NOT_FOUND');
    const latest = deleteTag(ports, admin, { packageId, name: 'latest' });
    expect(await codeOf(latest)).toBe('TAG_PROTECTED');
    const missing = setTag(ports, admin, { packageId, name: 'next', version: '9.0.0' });
    expect(await codeOf(missing)).toBe('ARTIFACT_NOT_FOUND');
  });

  it('carries a warning until it is taken back', async () => {
    const goods = { repository: apples, name: 'warned', version: '1.0.0' };
    const { id } = (await publish(warehouse, admin, goods)).artifact;
    const warned = await deprecateArtifact(ports, admin, { id, message: ' use 2 ' });
    expect(warned.deprecation).toBe('use 2');
    const clear = await deprecateArtifact(ports, admin, { id, message: '' });
    expect(clear.deprecation).toBeNull();
  });

  it('loses files and tags when it is deleted, and keeps its row and decisions', async () => {
    const goods = { repository: apples, name: 'eaten', version: '1.0.0', tags: ['latest'] };
    const { artifact } = await publish(warehouse, admin, goods);
    const attempts = await Promise.allSettled([
      deleteArtifact(ports, admin, { id: artifact.id }),
      deleteArtifact(ports, admin, { id: artifact.id }),
    ]);
    expect(attempts.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const row = await prisma.artifact.findUniqueOrThrow({
      where: { id: artifact.id },
      include: { files: true, tags: true, decisions: true },
    });
    expect(row).toMatchObject({ state: 'DELETED', files: [], tags: [] });
    expect(row.decisions).not.toEqual([]);
    const where = { action: 'artifact.delete', resourceId: artifact.id };
    expect(await prisma.auditEvent.count({ where })).toBe(1);
  });
});
