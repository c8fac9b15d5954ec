import { listVersions, publishArtifact, yankArtifact } from '@bonded/core/artifacts';
import { rejectArtifact, releaseArtifact, runScan } from '@bonded/core/clearance';
import type { Scanner } from '@bonded/core/ports';
import { updateRepository } from '@bonded/core/repositories';
import { describe, expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { makeRepository, publish, runScans, stage, stateOf } from './goods.ts';
import { signInAdmin } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const wheels = await makeRepository(warehouse, admin, { slug: 'wheels' });
// Without any advisory the scanner says nothing at all.
await importRecords(warehouse, [
  { id: 'GHSA-else', package: 'elsewhere', events: [{ introduced: '0' }] },
]);

interface Addition {
  readonly name: string;
  readonly path: string;
  readonly bytes: string;
  readonly replacesFiles?: boolean;
  readonly repository?: typeof wheels;
  readonly publishedAt?: Date;
}

async function join(addition: Addition) {
  const { name, path, bytes, replacesFiles = false, repository = wheels, publishedAt } = addition;
  const staged = await stage(warehouse, bytes);
  const purl = `pkg:npm/${name}@1.0.0`;
  const self = { purl, ecosystem: 'npm', name, version: '1.0.0' } as const;
  return publishArtifact(
    ports,
    admin,
    {
      repository,
      name,
      version: '1.0.0',
      metadata: { newest: path },
      files: [{ path, contentType: 'text/plain', staged, metadata: { tag: path } }],
      components: [{ ...self, versionIsExact: true, relation: 'self' }],
      onExisting: { kind: 'join', replacesFiles },
      ...(publishedAt !== undefined && {
        origin: { url: `https://upstream.example/${path}`, publishedAt },
      }),
    },
    signal,
  );
}

const looked = (id: string) => ({ id, note: 'Looked at by hand.' });

describe('a version that grows', () => {
  it('holds all its files, and tells once what it is made of', async () => {
    const first = await join({ name: 'grow', path: 'grow/sdist', bytes: 'one' });
    const second = await join({ name: 'grow', path: 'grow/wheel', bytes: 'other' });
    expect([first.isNew, second.isNew]).toEqual([true, true]);
    expect(second.artifact).toMatchObject({ id: first.artifact.id, sizeBytes: 8n });
    expect(second.artifact.metadata).toEqual({ newest: 'grow/wheel' });
    const { files, components } = await prisma.artifact.findUniqueOrThrow({
      where: { id: first.artifact.id },
      include: { files: { orderBy: { path: 'asc' } }, components: true },
    });
    expect(files).toMatchObject([{ metadata: { tag: 'grow/sdist' } }, { path: 'grow/wheel' }]);
    expect(components).toHaveLength(1);
    const again = await join({ name: 'grow', path: 'grow/wheel', bytes: 'other' });
    expect(again.isNew).toBe(false);
  });

  it('is held again as soon as it has a file that nobody looked at', async () => {
    const { artifact } = await join({ name: 'held', path: 'held/a', bytes: 'a' });
    await runScans(warehouse);
    expect(await stateOf(warehouse, artifact.id)).toBe('RELEASED');
    await join({ name: 'held', path: 'held/b', bytes: 'b' });
    expect(await stateOf(warehouse, artifact.id)).toBe('QUARANTINED');
    await runScans(warehouse);
    expect(await stateOf(warehouse, artifact.id)).toBe('RELEASED');
  });

  it('D5.2 is as young as the newest of its files, in whatever order they come', async () => {
    const [early, late] = [new Date('2024-01-01'), new Date('2026-11-01')];
    const added = { name: 'dated', bytes: 'x' };
    const first = await join({ ...added, path: 'dated/a', publishedAt: early });
    expect(first.artifact.upstreamAt).toEqual(early);
    const second = await join({ ...added, path: 'dated/b', publishedAt: late });
    expect(second.artifact.upstreamAt).toEqual(late);
    const third = await join({ ...added, path: 'dated/c', publishedAt: early });
    expect(third.artifact.upstreamAt).toEqual(late);
  });

  it('is not covered by a release of the files that it had before', async () => {
    const { artifact } = await join({ name: 'covered', path: 'covered/a', bytes: 'a' });
    await releaseArtifact(ports, admin, looked(artifact.id));
    expect(await stateOf(warehouse, artifact.id)).toBe('RELEASED');
    await join({ name: 'covered', path: 'covered/b', bytes: 'b' });
    expect(await stateOf(warehouse, artifact.id)).toBe('QUARANTINED');
  });

  it('stays rejected, whatever is added to it', async () => {
    const { artifact } = await join({ name: 'bad', path: 'bad/a', bytes: 'a' });
    await rejectArtifact(ports, admin, looked(artifact.id));
    await join({ name: 'bad', path: 'bad/b', bytes: 'b' });
    await runScans(warehouse);
    expect(await stateOf(warehouse, artifact.id)).toBe('REJECTED');
  });

  it('is not cleared by a scan that began before the file came', async () => {
    const { artifact } = await join({ name: 'race', path: 'race/a', bytes: 'a' });
    const [scan] = await prisma.scan.findMany({ where: { artifactId: artifact.id } });
    const slow: Scanner = {
      name: 'slow',
      looksAt: 'bytes',
      timeoutMs: 10_000,
      canScan: () => true,
      scan: async () => {
        await join({ name: 'race', path: 'race/b', bytes: 'b' });
        return { scanner: 'slow', databaseVersion: '1', findings: [], unjudged: [] };
      },
    };
    await runScan({ ...ports, scanners: [slow] }, admin, { scanId: scan?.id ?? '' }, signal);
    expect(await stateOf(warehouse, artifact.id)).toBe('QUARANTINED');
  });

  it('keeps the bytes of a file, unless it is a snapshot', async () => {
    await join({ name: 'snap', path: 'snap/a', bytes: 'a' });
    const other = { name: 'snap', path: 'snap/a', bytes: 'b' };
    expect(await codeOf(join(other))).toBe('ARTIFACT_ALREADY_EXISTS');
    expect(await join({ ...other, replacesFiles: true })).toMatchObject({ isNew: true });
    expect(await codeOf(join({ ...other, name: 'thief' }))).toBe('ARTIFACT_ALREADY_EXISTS');
  });
});

describe('the rules of a repository', () => {
  const rewritten = { name: 'rewritten', version: '1.0.0' };

  it('let a version get other bytes only where they say so, and judge those anew', async () => {
    const loose = await makeRepository(warehouse, admin, { slug: 'loose' });
    const { artifact } = await publish(warehouse, admin, { repository: loose, ...rewritten });
    await releaseArtifact(ports, admin, looked(artifact.id));
    const changed = { ...rewritten, bytes: 'other' };
    expect(await codeOf(publish(warehouse, admin, { repository: loose, ...changed }))).toBe(
      'ARTIFACT_ALREADY_EXISTS',
    );
    const open = await updateRepository(ports, admin, { id: loose.id, canOverwrite: true });
    const next = await publish(warehouse, admin, { repository: open, ...changed });
    expect(next).toMatchObject({ isNew: true, artifact: { id: artifact.id } });
    expect(await stateOf(warehouse, artifact.id)).toBe('QUARANTINED');
    const files = await prisma.file.findMany({ where: { artifactId: artifact.id } });
    expect(files).toMatchObject([{ digest: next.artifact.digest }]);
  });

  it('refuse a setting that the clients of the format cannot live with', async () => {
    const crates = await makeRepository(warehouse, admin, { slug: 'crates', format: 'RAW' });
    const change = updateRepository(ports, admin, { id: crates.id, canOverwrite: false });
    expect(await codeOf(change)).toBe('REPOSITORY_RULE_UNSUPPORTED');
  });
});

it('a version is taken back and brought out again, and stays where it is', async () => {
  const goods = { repository: wheels, name: 'yanked', version: '1.0.0' };
  const { artifact } = await publish(warehouse, admin, goods);
  const yank = { id: artifact.id, isYanked: true, reason: 'broken' };
  const taken = await yankArtifact(ports, admin, yank);
  expect(taken.yankedReason).toBe('broken');
  expect(taken.yankedAt).toBeInstanceOf(Date);
  expect(await listVersions(ports, artifact.packageId)).toHaveLength(1);
  const back = await yankArtifact(ports, admin, { id: artifact.id, isYanked: false });
  expect(back).toMatchObject({ yankedAt: null, yankedReason: null });
});
