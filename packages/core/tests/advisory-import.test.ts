import { once } from 'node:events';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { advisoryDatabase, importAdvisories, runAdvisoryImport } from '@bonded/core/clearance';
import { newId } from '@bonded/kernel';
import { afterTest, fakeClock } from '@bonded/testing';
import { describe, expect, it } from 'vitest';
import { importer, importFrom, importRecords, writeRecords, zipRecords } from './advisories.ts';
import { makeRepository, publish, runScans, stage, stateOf } from './goods.ts';
import { signInAdmin } from './people.ts';
import { codeOf } from './refusal.ts';
import { replacing } from './replacing.ts';
import { openWarehouse } from './warehouse.ts';

const hour = 60 * 60 * 1000;
const clock = fakeClock(new Date());
const warehouse = await openWarehouse({ clock });
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const repository = await makeRepository(warehouse, admin, { slug: 'apples' });
const everything = [{ introduced: '0' }];

async function put(name: string, version = '1.0.0'): Promise<string> {
  const { artifact } = await publish(warehouse, admin, { repository, name, version });
  return artifact.id;
}

async function scansOf(artifactId: string): Promise<number> {
  return prisma.scan.count({ where: { artifactId } });
}

it('D5.3 before the first import nothing is out, and after it everything is scanned', async () => {
  const [good, bad] = [await put('cox'), await put('codling')];
  await runScans(warehouse);
  for (const id of [good, bad]) expect(await stateOf(warehouse, id)).toBe('QUARANTINED');
  expect(await advisoryDatabase(ports)).toMatchObject({ isReady: false, recordCount: 0 });

  const row = await importRecords(warehouse, [
    { id: 'MAL-codling', package: 'codling', versions: ['1.0.0'] },
    { id: 'DSA-1', package: 'cox', ecosystem: 'Debian:12', versions: ['1.0.0'] },
  ]);
  expect(row).toMatchObject({ importedCount: 2, skippedCount: 0, error: null });
  expect(await advisoryDatabase(ports)).toMatchObject({ isReady: true, recordCount: 2 });
  expect(await runScans(warehouse)).toBe(2);
  expect(await stateOf(warehouse, good)).toBe('RELEASED');
  expect(await stateOf(warehouse, bad)).toBe('QUARANTINED');
});

describe('a source', () => {
  it('is a zip file in the advisory folder, or one that was uploaded', async () => {
    const zipped = await zipRecords([{ id: 'MAL-zip', package: 'zip', events: everything }]);
    await writeFile(join(ports.advisoryFolder, 'all.zip'), zipped);
    expect(await importFrom(warehouse, 'all.zip')).toMatchObject({ importedCount: 1, error: null });

    const bytes = await zipRecords([{ id: 'MAL-blob', package: 'blob', events: everything }]);
    const staged = await ports.blobs.stage(
      (async function* () {
        yield bytes;
      })(),
      { signal, bytesMax: bytes.length },
    );
    await ports.blobs.publish(staged, signal);
    const uploaded = await importFrom(warehouse, `blob:${staged.digest}`);
    expect(uploaded).toMatchObject({ importedCount: 1, error: null });

    const ids = [await put('zip'), await put('blob')];
    await runScans(warehouse);
    for (const id of ids) expect(await stateOf(warehouse, id)).toBe('QUARANTINED');
  });

  it('that is not there, or no database, fails the import and says why', async () => {
    const { digest } = await stage(warehouse, 'not a zip file');
    for (const source of ['nowhere', `blob:${digest}`]) {
      const row = await importFrom(warehouse, source);
      expect(row.finishedAt).not.toBeNull();
      expect(row.error).not.toBeNull();
      expect(row.error).not.toContain(ports.advisoryFolder);
    }
  });

  it('is a zip file at an address', async () => {
    const bytes = await zipRecords([{ id: 'MAL-far', package: 'far', events: everything }]);
    const server = createServer((_, response) => response.end(bytes)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    afterTest(async () => void server.close());
    const { port } = server.address() as AddressInfo; // A TCP server has one.
    const row = await importFrom(warehouse, `http://127.0.0.1:${port}/all.zip`);
    expect(row).toMatchObject({ importedCount: 1, error: null });
  });

  it('at an address of our own networks fails, and says who could allow it', async () => {
    const { error } = await importFrom(warehouse, 'http://169.254.169.254/all.zip');
    expect(error).toContain('BONDED_EGRESS_NETWORKS');
  });

  it('outside of the advisory folder is refused', async () => {
    for (const source of ['../kek', '/etc/passwd', 'a/../../kek', 'file:///etc/passwd', '']) {
      expect(await codeOf(importAdvisories(ports, importer, { source }))).toBe('INVALID_INPUT');
    }
  });

  it('without a single record fails, and leaves our knowledge as old as it was', async () => {
    const before = await advisoryDatabase(ports);
    clock.advance(hour);
    await mkdir(join(ports.advisoryFolder, 'empty'));
    await writeFile(join(ports.advisoryFolder, 'empty', 'x.json'), '{"id": 1}');
    const row = await importFrom(warehouse, 'empty');
    expect(row.error).toBe('There is no OSV record in this source.');
    expect(await advisoryDatabase(ports)).toEqual(before);
  });
});

describe('an import', () => {
  it('is one at a time, until the one before it is over or was abandoned', async () => {
    const source = await writeRecords(warehouse, [
      { id: 'GHSA-a', package: 'a', events: everything },
    ]);
    const first = await importAdvisories(ports, importer, { source });
    const second = importAdvisories(ports, importer, { source });
    expect(await codeOf(second)).toBe('ADVISORY_IMPORT_RUNNING');
    const startedAt = new Date(clock.now().getTime() - 3 * hour);
    await prisma.advisoryImport.update({ where: { id: first.id }, data: { startedAt } });
    const third = await importAdvisories(ports, importer, { source });
    const given = await prisma.advisoryImport.findUnique({ where: { id: first.id } });
    expect(given).toMatchObject({ error: 'It was abandoned.' });
    await runAdvisoryImport(ports, { importId: third.id }, signal);
    await runAdvisoryImport(ports, { importId: first.id }, signal);
    await runAdvisoryImport(ports, { importId: newId() }, signal);
  });

  it('takes the newer edition of an advisory, in whatever order they come', async () => {
    const edition = (modified: string, summary: string) => ({
      id: 'GHSA-edition',
      package: 'edition',
      modified,
      summary,
      events: everything,
    });
    const newer = edition('2026-03-01T00:00:00Z', 'newer');
    const older = edition('2026-02-01T00:00:00Z', 'older');
    const both = await writeRecords(warehouse, [newer]);
    const beside = await writeRecords(warehouse, [older]);
    const folder = ports.advisoryFolder;
    await rename(join(folder, beside), join(folder, both, 'beside'));
    const row = await importFrom(warehouse, both);
    expect(row).toMatchObject({ importedCount: 2, error: null });
    await importRecords(warehouse, [older]);
    const advisory = await prisma.advisory.findUniqueOrThrow({
      where: { id: 'GHSA-edition' },
      include: { affected: true },
    });
    expect(advisory.summary).toBe('newer');
    expect(advisory.affected).toHaveLength(1);
  });

  it('that narrows or withdraws what was found has it scanned again, and lets it out', async () => {
    const [narrowed, withdrawn, other] = [
      await put('narrow'),
      await put('taken'),
      await put('other'),
    ];
    await importRecords(warehouse, [
      { id: 'MAL-narrow', package: 'narrow', events: everything },
      { id: 'MAL-taken', package: 'taken', events: everything },
      { id: 'GHSA-other', package: 'other', severity: 'LOW', events: everything },
    ]);
    await runScans(warehouse);
    for (const id of [narrowed, withdrawn])
      expect(await stateOf(warehouse, id)).toBe('QUARANTINED');
    const before = await scansOf(other);
    clock.advance(hour);
    const modified = '2026-06-01T00:00:00Z';
    await importRecords(warehouse, [
      { id: 'MAL-narrow', package: 'somebody else', modified, events: everything },
      { id: 'MAL-taken', package: 'taken', modified, withdrawn: modified, events: everything },
    ]);
    await runScans(warehouse);
    for (const id of [narrowed, withdrawn]) expect(await stateOf(warehouse, id)).toBe('RELEASED');
    expect(await scansOf(other)).toBe(before);
  });

  it('finds a package by any spelling of its name', async () => {
    const goods = { repository, name: 'snake', version: '1.0.0' };
    const component = { ecosystem: 'PyPI', name: 'Zope.Interface' };
    const { artifact } = await publish(warehouse, admin, { ...goods, component });
    await runScans(warehouse);
    // As it will be when that ecosystem can be judged; until then it is scanned at every import.
    await prisma.artifact.update({ where: { id: artifact.id }, data: { scanStatus: 'SCANNED' } });
    const before = await scansOf(artifact.id);
    clock.advance(hour);
    await importRecords(warehouse, [
      { id: 'PYSEC-1', package: 'zope_interface', ecosystem: 'PyPI', versions: ['1.0.0'] },
    ]);
    expect(await scansOf(artifact.id)).toBe(before + 1);
  });

  it('whose process died before it asked for scans asks when it is run again', async () => {
    const id = await put('late');
    await runScans(warehouse);
    clock.advance(hour);
    const die = () => Promise.reject(new Error('the process died'));
    // What comes first after the import was written down as finished.
    const broken = replacing(prisma, { $queryRaw: die as never });
    const dying = { ...ports, database: { ...ports.database, prisma: broken } };
    const source = await writeRecords(warehouse, [
      { id: 'MAL-late', package: 'late', events: everything },
    ]);
    const row = await importAdvisories(ports, importer, { source });
    await expect(runAdvisoryImport(dying, { importId: row.id }, signal)).rejects.toThrow('died');
    expect(await stateOf(warehouse, id)).toBe('RELEASED');
    await runAdvisoryImport(ports, { importId: row.id }, signal);
    await runScans(warehouse);
    expect(await stateOf(warehouse, id)).toBe('RECALLED');
  });

  it('that was stopped goes on when it is run again', async () => {
    const source = await writeRecords(warehouse, [
      { id: 'GHSA-s', package: 's', events: everything },
    ]);
    const row = await importAdvisories(ports, importer, { source });
    const stopping = AbortSignal.abort(new Error('the process is stopping'));
    await expect(runAdvisoryImport(ports, { importId: row.id }, stopping)).rejects.toThrow(
      'stopping',
    );
    const left = await prisma.advisoryImport.findUniqueOrThrow({ where: { id: row.id } });
    expect(left.finishedAt).toBeNull();
    await runAdvisoryImport(ports, { importId: row.id }, signal);
    expect(await prisma.advisoryImport.findUniqueOrThrow({ where: { id: row.id } })).toMatchObject({
      importedCount: 1,
      error: null,
    });
  });
});

it('D5.3 knowledge that is older than a week holds what is new', async () => {
  clock.advance(8 * 24 * hour);
  const id = await put('stale');
  await runScans(warehouse);
  expect(await stateOf(warehouse, id)).toBe('QUARANTINED');
});
