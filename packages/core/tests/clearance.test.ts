import { serviceActor } from '@bonded/core/access';
import {
  rejectArtifact,
  releaseArtifact,
  rescanArtifact,
  runScan,
  settleRepository,
  updatePolicy,
} from '@bonded/core/clearance';
import type { ByteScanner, Scanner } from '@bonded/core/ports';
import { defineError } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { makeRepository, publish, runScans, stateOf } from './goods.ts';
import { signInAdmin } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const repository = await makeRepository(warehouse, admin, { slug: 'apples' });
const everything = [{ introduced: '0' }];
await importRecords(warehouse, [{ id: 'GHSA-none', package: 'unrelated', events: everything }]);

let names = 0;

/** A scanned version of a new package. */
async function scanned(version = '1.0.0') {
  names += 1;
  const name = `apple-${names}`;
  const { artifact } = await publish(warehouse, admin, { repository, name, version });
  await runScans(warehouse);
  return { id: artifact.id, name };
}

const state = (id: string) => stateOf(warehouse, id);

async function learn(id: string, name: string, severity: 'CRITICAL' | 'HIGH' = 'CRITICAL') {
  await importRecords(warehouse, [{ id, package: name, severity, events: everything }]);
  await runScans(warehouse);
}

describe('an artifact', () => {
  it('waits for its scan, and is out when nothing was found', async () => {
    names += 1;
    const goods = { repository, name: `apple-${names}`, version: '1.0.0' };
    const { id } = (await publish(warehouse, admin, goods)).artifact;
    expect(await state(id)).toBe('QUARANTINED');
    await runScans(warehouse);
    const row = await prisma.artifact.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: 'RELEASED', scanStatus: 'SCANNED', criticalCount: 0 });
    expect(row.releasedAt).not.toBeNull();
  });

  it('D5.3 that was out is recalled when found to be malware, whatever the score', async () => {
    const { id, name } = await scanned();
    expect(await state(id)).toBe('RELEASED');
    await importRecords(warehouse, [{ id: `MAL-${name}`, package: name, versions: ['1.0.0'] }]);
    await runScans(warehouse);
    expect(await state(id)).toBe('RECALLED');
    expect(await prisma.artifact.findUniqueOrThrow({ where: { id } })).toMatchObject({
      malwareCount: 1,
      worstSeverity: 'critical',
    });
  });

  it('is judged by what it carries, and only told about what it depends on', async () => {
    await importRecords(warehouse, [
      { id: 'GHSA-pip', package: 'pip', severity: 'CRITICAL', events: everything },
    ]);
    const goods = { repository, name: 'apple-pie', version: '1.0.0', bundled: ['pip@1.0.0'] };
    const { id } = (await publish(warehouse, admin, goods)).artifact;
    await runScans(warehouse);
    expect(await state(id)).toBe('QUARANTINED');

    const { artifact } = await publish(warehouse, admin, { ...goods, version: '2.0.0' });
    await prisma.component.updateMany({
      where: { artifactId: artifact.id, name: 'pip' },
      data: { relation: 'dependency' },
    });
    await runScans(warehouse);
    expect(await state(artifact.id)).toBe('RELEASED');
    expect(await prisma.finding.count({ where: { scan: { artifactId: artifact.id } } })).toBe(1);
  });
});

describe('a review', () => {
  it('releases what was known, and holds again at what comes later', async () => {
    const { id, name } = await scanned();
    await learn('GHSA-known', name);
    expect(await state(id)).toBe('RECALLED');
    const { artifact, decision } = await releaseArtifact(ports, admin, {
      id,
      note: 'not reachable',
    });
    expect(artifact.state).toBe('RELEASED');
    expect(decision).toMatchObject({ kind: 'REVIEW', effect: 'ALLOW', note: 'not reachable' });

    await rescanArtifact(ports, admin, { id });
    await runScans(warehouse);
    expect(await state(id)).toBe('RELEASED');

    await learn('GHSA-later', name);
    expect(await state(id)).toBe('RECALLED');
    const standing = await prisma.decision.findFirstOrThrow({
      where: { artifactId: id, kind: 'PUBLISH' },
      orderBy: { createdAt: 'desc' },
    });
    expect(standing.reasons[0]).toBe('Known critical vulnerability: GHSA-later.');
  });

  it('keeps out what a person rejected, however clean, until a person says otherwise', async () => {
    const { id } = await scanned();
    await rejectArtifact(ports, admin, { id, note: 'wrong licence' });
    expect(await state(id)).toBe('REJECTED');
    await rescanArtifact(ports, admin, { id });
    await runScans(warehouse);
    expect(await state(id)).toBe('REJECTED');
    await releaseArtifact(ports, admin, { id, note: 'licence bought' });
    expect(await state(id)).toBe('RELEASED');
  });

  it('is an act: the same words twice are two receipts, in order', async () => {
    const { id } = await scanned();
    const first = await rejectArtifact(ports, admin, { id, note: 'no thanks' });
    const second = await rejectArtifact(ports, admin, { id, note: 'no thanks' });
    expect(second.decision.number).not.toBe(first.decision.number);
    expect(second.decision.createdAt.getTime()).toBeGreaterThan(first.decision.createdAt.getTime());
  });

  it('of many at once leaves the state that the last of them wanted', async () => {
    const { id } = await scanned();
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => {
        const review = at % 2 === 0 ? releaseArtifact : rejectArtifact;
        return review(ports, admin, { id, note: `opinion ${at}` });
      }),
    );
    const last = await prisma.decision.findFirstOrThrow({
      where: { artifactId: id, kind: 'REVIEW' },
      orderBy: { createdAt: 'desc' },
    });
    expect(await state(id)).toBe(last.effect === 'ALLOW' ? 'RELEASED' : 'REJECTED');
  });

  it('takes a reason, and an artifact that is there', async () => {
    const { id } = await scanned();
    expect(await codeOf(releaseArtifact(ports, admin, { id, note: ' ' }))).toBe('INVALID_INPUT');
    expect(await codeOf(releaseArtifact(ports, admin, { id: 'no id', note: 'because' }))).toBe(
      'INVALID_INPUT',
    );
  });
});

describe('a scan that failed is not clean', () => {
  const failing = (name: string, fail: () => Promise<never>): ByteScanner => ({
    name,
    looksAt: 'bytes',
    timeoutMs: 1_000,
    canScan: () => true,
    scan: fail,
  });
  const unavailable = defineError('unavailable', 'SCANNER_UNAVAILABLE');
  const down = failing('down', () => Promise.reject(unavailable('It is down.')));
  const actor = serviceActor('scanner', []);

  async function scanWith(scanners: readonly Scanner[], artifactId: string) {
    const { scan } = await rescanArtifact(ports, admin, { id: artifactId });
    await runScan({ ...ports, scanners }, actor, { scanId: scan.id }, signal);
    return prisma.scan.findUniqueOrThrow({ where: { id: scan.id } });
  }

  it('however it failed', async () => {
    const { id } = await scanned();
    const broken = failing('broken', () => Promise.reject(new Error('secret path /x')));
    const scan = await scanWith([broken], id);
    expect(scan).toMatchObject({ status: 'FAILED', error: 'The scanner failed.' });
    expect(await state(id)).toBe('RECALLED');
    await scanWith(ports.scanners, id);
    expect(await state(id)).toBe('RELEASED');
  });

  it('nor is one that nobody could do', async () => {
    const { id } = await scanned();
    expect(await scanWith([], id)).toMatchObject({ status: 'NOT_SCANNED' });
    expect(await state(id)).toBe('RECALLED');
  });

  it('and what was known before it still counts', async () => {
    const { id, name } = await scanned();
    await learn(`GHSA-${name}`, name);
    await scanWith([down], id);
    const row = await prisma.artifact.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ state: 'RECALLED', scanStatus: 'FAILED', criticalCount: 1 });
    const lenient = {
      blockSeverity: 'critical',
      blockMalware: true,
      holdUnscanned: false,
    } as const;
    const { id: repositoryId } = repository;
    await updatePolicy(ports, admin, { repositoryId, ...lenient });
    await settleRepository(ports, actor, { repositoryId }, signal);
    expect(await state(id)).toBe('RECALLED');
    await updatePolicy(ports, admin, { repositoryId, ...lenient, holdUnscanned: true });
    await settleRepository(ports, actor, { repositoryId }, signal);
  });

  it('and what it found before it failed counts too', async () => {
    const { id, name } = await scanned();
    const half: ByteScanner = {
      ...down,
      name: 'half',
      scan: () =>
        Promise.resolve({
          scanner: 'half',
          databaseVersion: '1',
          findings: [
            {
              kind: 'malware',
              advisoryId: 'MAL-half',
              aliases: [],
              componentPurl: `pkg:npm/${name}@1.0.0`,
              severity: 'critical',
              score: null,
              title: 'found',
              fixedIn: [],
              relation: 'self',
            },
          ],
          unjudged: [
            { componentPurl: 'pkg:npm/odd', reason: 'version-unreadable', relation: 'bundled' },
          ],
        }),
    };
    expect(await scanWith([half], id)).toMatchObject({ status: 'FAILED' });
    const standing = await prisma.decision.findFirstOrThrow({
      where: { artifactId: id, kind: 'PUBLISH' },
      orderBy: { createdAt: 'desc' },
    });
    expect(standing).toMatchObject({ effect: 'DENY', rule: 'malware' });
  });
});

describe('asking for a scan', () => {
  it('again while one waits gives the one that waits', async () => {
    const { id } = await scanned();
    const first = await rescanArtifact(ports, admin, { id });
    const second = await rescanArtifact(ports, admin, { id, note: 'hurry' });
    expect(second.scan.id).toBe(first.scan.id);
    expect(await runScans(warehouse)).toBe(1);
  });

  it('while one runs makes another, and the later one has the last word', async () => {
    const { id, name } = await scanned();
    const actor = serviceActor('scanner', []);
    const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: began, resolve: begin } = Promise.withResolvers<void>();
    const slow: Scanner = {
      name: 'slow',
      looksAt: 'bytes',
      timeoutMs: 10_000,
      canScan: () => true,
      scan: async () => {
        begin();
        await gate;
        return { scanner: 'slow', databaseVersion: '0', findings: [], unjudged: [] };
      },
    };
    const early = (await rescanArtifact(ports, admin, { id })).scan;
    const running = runScan({ ...ports, scanners: [slow] }, actor, { scanId: early.id }, signal);
    await began;
    await importRecords(warehouse, [
      { id: `MAL-late-${name}`, package: name, versions: ['1.0.0'] },
    ]);
    const late = (await rescanArtifact(ports, admin, { id })).scan;
    expect(late.id).not.toBe(early.id);
    await runScan(ports, actor, { scanId: late.id }, signal);
    expect(await state(id)).toBe('RECALLED');
    letGo();
    await running;
    expect(await prisma.artifact.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'RECALLED',
      malwareCount: 1,
    });
  });

  it('D5.4 that is cut off leaves the artifact held, and goes on when run again', async () => {
    names += 1;
    const goods = { repository, name: `apple-${names}`, version: '1.0.0' };
    const { id } = (await publish(warehouse, admin, goods)).artifact;
    const { id: scanId } = await prisma.scan.findFirstOrThrow({ where: { artifactId: id } });
    const stopping = new AbortController();
    const endless: Scanner = {
      name: 'endless',
      looksAt: 'bytes',
      timeoutMs: 60_000,
      canScan: () => true,
      scan: (_subject, limit) => {
        stopping.abort(new Error('the process is stopping'));
        return Promise.reject(limit.reason as Error);
      },
    };
    const cut = { ...ports, scanners: [endless] };
    const actor = serviceActor('scanner', []);
    await expect(runScan(cut, actor, { scanId }, stopping.signal)).rejects.toThrow('stopping');
    expect(await prisma.artifact.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'QUARANTINED',
      scanStatus: 'RUNNING',
    });
    await runScan(ports, actor, { scanId }, signal);
    expect(await state(id)).toBe('RELEASED');
  });
});

describe('a policy', () => {
  it('that changes moves every artifact of its repository to where it wants it', async () => {
    const own = await makeRepository(warehouse, admin, { slug: 'own-policy' });
    await importRecords(warehouse, [
      { id: 'GHSA-plum', package: 'plum', severity: 'HIGH', events: everything },
    ]);
    const ids: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      const goods = { repository: own, name: 'plum', version: `1.${at}.0` };
      ids.push((await publish(warehouse, admin, goods)).artifact.id);
    }
    await runScans(warehouse);
    const actor = serviceActor('policy', []);
    const states = () => Promise.all(ids.map(state));
    const rules = { blockMalware: true, holdUnscanned: true } as const;
    expect(new Set(await states())).toEqual(new Set(['RELEASED']));

    const input = { repositoryId: own.id, ...rules };
    expect(await updatePolicy(ports, admin, { ...input, blockSeverity: 'high' })).toMatchObject({
      version: 1,
    });
    expect(await settleRepository(ports, actor, { repositoryId: own.id }, signal)).toBe(5);
    expect(new Set(await states())).toEqual(new Set(['RECALLED']));
    await updatePolicy(ports, admin, { ...input, blockSeverity: 'critical' });
    await settleRepository(ports, actor, { repositoryId: own.id }, signal);
    expect(new Set(await states())).toEqual(new Set(['RELEASED']));
  });

  it('that is settled again without need writes nothing', async () => {
    const actor = serviceActor('policy', []);
    const { id: repositoryId } = repository;
    await settleRepository(ports, actor, { repositoryId }, signal);
    const [events, decisions] = [await prisma.auditEvent.count(), await prisma.decision.count()];
    await settleRepository(ports, actor, { repositoryId }, signal);
    expect(await prisma.auditEvent.count()).toBe(events);
    expect(await prisma.decision.count()).toBe(decisions);
  });

  it('has one next version, however many change it at once', async () => {
    const own = await makeRepository(warehouse, admin, { slug: 'contested' });
    const input = { repositoryId: own.id, blockMalware: true, holdUnscanned: true };
    const rows = await Promise.all(
      Array.from({ length: 8 }, () =>
        updatePolicy(ports, admin, { ...input, blockSeverity: 'low' }),
      ),
    );
    expect(new Set(rows.map(({ version }) => version))).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8]));
  });
});
