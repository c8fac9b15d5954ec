import { importAdvisories, runAdvisoryImport, scanAhead } from '@bonded/core/clearance';
import type { ByteScanner, Scanner } from '@bonded/core/ports';
import { afterTest } from '@bonded/testing';
import { beforeEach, expect, it } from 'vitest';
import { importer, importRecords, writeRecords } from './advisories.ts';
import { makeRepository, publish, runScans, stateOf } from './goods.ts';
import { signInAdmin } from './people.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const repository = await makeRepository(warehouse, admin, { slug: 'apples' });
const everything = [{ introduced: '0' }];

beforeEach(async () => {
  await importRecords(warehouse, [{ id: 'MAL-codling', package: 'codling', events: everything }]);
});

function outlineOf(name: string) {
  const purl = `pkg:npm/${name}@1.0.0`;
  const named = { purl, ecosystem: 'npm', name, version: '1.0.0', versionIsExact: true } as const;
  return { format: 'NPM', components: [{ ...named, relation: 'self' }], files: [] } as const;
}

/** The package, and another that it carries. */
function withAll(name: string, bundled: string) {
  const [own] = outlineOf(name).components;
  const [carried] = outlineOf(bundled).components;
  return { ...outlineOf(name), components: [own, { ...carried, relation: 'bundled' as const }] };
}

function ahead(name: string, scanners: readonly Scanner[] = ports.scanners) {
  return scanAhead({ ...ports, scanners }, outlineOf(name), signal);
}

async function put(name: string, early: Awaited<ReturnType<typeof ahead>>): Promise<string> {
  const goods = { repository, name, version: '1.0.0', early };
  const { artifact } = await publish(warehouse, admin, goods);
  return artifact.id;
}

function waitingScans(artifactId: string): Promise<number> {
  return prisma.scan.count({ where: { artifactId, finishedAt: null } });
}

it('a verdict by names is there with the artifact, and no job is asked for it', async () => {
  const good = await put('cox', await ahead('cox'));
  const bad = await put('codling', await ahead('codling'));
  expect(await stateOf(warehouse, good)).toBe('RELEASED');
  expect(await stateOf(warehouse, bad)).toBe('QUARANTINED');
  for (const id of [good, bad]) expect(await waitingScans(id)).toBe(0);
  const row = await prisma.artifact.findUniqueOrThrow({ where: { id: bad } });
  expect(row).toMatchObject({ scanStatus: 'SCANNED', malwareCount: 1, worstSeverity: 'critical' });
  const scan = await prisma.scan.findFirstOrThrow({
    where: { artifactId: bad },
    include: { findings: true },
  });
  expect(scan).toMatchObject({ status: 'SCANNED', scanner: 'osv' });
  expect(scan.findings).toMatchObject([{ advisoryId: 'MAL-codling', relation: 'self' }]);
  const told = { action: 'scan.finish', resourceId: scan.id, actorName: 'scanner' };
  expect(await prisma.auditEvent.count({ where: told })).toBe(1);
  // The only verdict that there ever was: it never stood as unscanned.
  expect(await prisma.decision.count({ where: { artifactId: good } })).toBe(1);
});

it('D5.3 a job looks where the version has more in it than was looked at', async () => {
  const version = {
    repository,
    name: 'grown',
    version: '1.0.0',
    onExisting: { kind: 'join' },
  } as const;
  const first = { ...version, path: 'grown/a', bundled: ['codling@1.0.0'] };
  await publish(warehouse, admin, first);
  await runScans(warehouse);
  const early = await ahead('grown');
  const second = { ...version, path: 'grown/b', bytes: 'b', early };
  const { artifact } = await publish(warehouse, admin, second);
  expect(await stateOf(warehouse, artifact.id)).toBe('QUARANTINED');
  expect(await waitingScans(artifact.id)).toBe(1);
  await runScans(warehouse);
  expect(await stateOf(warehouse, artifact.id)).toBe('QUARANTINED');
  const covering = await scanAhead(ports, withAll('grown', 'codling'), signal);
  await publish(warehouse, admin, { ...second, path: 'grown/c', bytes: 'c', early: covering });
  expect(await waitingScans(artifact.id)).toBe(0);
  const row = await prisma.artifact.findUniqueOrThrow({ where: { id: artifact.id } });
  expect(row).toMatchObject({ state: 'QUARANTINED', scanStatus: 'SCANNED', malwareCount: 1 });
});

it('a version that grew is out at once where all of it was looked at', async () => {
  const version = {
    repository,
    name: 'wheel',
    version: '1.0.0',
    onExisting: { kind: 'join' },
  } as const;
  await publish(warehouse, admin, { ...version, path: 'wheel/a', early: await ahead('wheel') });
  const early = await ahead('wheel');
  const goods = { ...version, path: 'wheel/b', bytes: 'b', early };
  const { artifact } = await publish(warehouse, admin, goods);
  expect(await stateOf(warehouse, artifact.id)).toBe('RELEASED');
  expect(await waitingScans(artifact.id)).toBe(0);
});

it('a job looks where bytes are to be read', async () => {
  const reader: ByteScanner = {
    ...{ name: 'reader', looksAt: 'bytes', timeoutMs: 1_000, canScan: () => true },
    scan: () => Promise.reject(new Error('It has no bytes yet.')),
  };
  expect(await ahead('cox', [...ports.scanners, reader])).toBeNull();
});

it('a job looks where there are more names than others should wait for', async () => {
  const [component] = outlineOf('cox').components;
  const outline = { ...outlineOf('cox'), components: Array.from({ length: 201 }, () => component) };
  expect(await scanAhead(ports, outline, signal)).toBeNull();
});

it('D5.3 what no scanner knows, or could judge, is not clean', async () => {
  const nobody = await put('nobody', await ahead('nobody', []));
  expect(await stateOf(warehouse, nobody)).toBe('QUARANTINED');
  await prisma.advisoryImport.updateMany({ data: { finishedAt: new Date('2026-01-01') } });
  const early = await ahead('stale');
  expect(early?.outcome.status).toBe('FAILED');
  expect(await stateOf(warehouse, await put('stale', early))).toBe('QUARANTINED');
});

it('D5.3 a job looks while advisories are imported, and where they were since', async () => {
  const before = await ahead('worm');
  const records = [{ id: 'MAL-worm', package: 'worm', events: everything }];
  const source = await writeRecords(warehouse, records);
  const { id: importId } = await importAdvisories(ports, importer, { source });
  expect(await ahead('worm')).toBeNull();
  const during = await put('worm', before);
  expect(await stateOf(warehouse, during)).toBe('QUARANTINED');
  await runAdvisoryImport(ports, { importId }, signal);
  await runScans(warehouse);
  expect(await prisma.artifact.findUnique({ where: { id: during } })).toMatchObject({
    state: 'QUARANTINED',
    malwareCount: 1,
  });
  const late = await ahead('late');
  await importRecords(warehouse, [{ id: 'MAL-late', package: 'late', events: everything }]);
  const after = await put('late', late);
  expect(await stateOf(warehouse, after)).toBe('QUARANTINED');
  await runScans(warehouse);
  expect(await prisma.artifact.findUnique({ where: { id: after } })).toMatchObject({
    malwareCount: 1,
  });
});

it('D5.3 no import begins between the look and the commit', async () => {
  const early = await ahead('slow');
  const source = await writeRecords(warehouse, [
    { id: 'MAL-slow', package: 'slow', events: everything },
  ]);
  const written = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  afterTest(() => Promise.resolve(mayCommit.resolve()));
  const publishing = publish(warehouse, admin, {
    ...{ repository, name: 'slow', version: '1.0.0', early },
    alongside: () => {
      written.resolve();
      return mayCommit.promise;
    },
  });
  await written.promise;
  const begun = { isDone: false };
  const importing = importAdvisories(ports, importer, { source }).then((row) => {
    begun.isDone = true;
    return row;
  });
  await waitingForTurn();
  expect(begun.isDone).toBe(false);
  mayCommit.resolve();
  const { artifact } = await publishing;
  expect(await stateOf(warehouse, artifact.id)).toBe('RELEASED');
  const { id: importId } = await importing;
  await runAdvisoryImport(ports, { importId }, signal);
  await runScans(warehouse);
  expect(await stateOf(warehouse, artifact.id)).toBe('RECALLED');
});

/** Until a transaction waits for a turn that another one has. */
async function waitingForTurn(): Promise<void> {
  for (;;) {
    const { rowCount } = await ports.database.pool.query(
      `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
       WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`,
    );
    if (rowCount !== 0) return;
  }
}
