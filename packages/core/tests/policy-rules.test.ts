import { serviceActor } from '@bonded/core/access';
import {
  createPolicyRule,
  deletePolicyRule,
  settlePlace,
  settleRepository,
  updatePolicy,
} from '@bonded/core/clearance';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import { openFile } from '@bonded/core/supply';
import { AppError } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { makeRepository, publish, runScans, stateOf } from './goods.ts';
import { signInAdmin } from './people.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const judge = serviceActor('policy', []);
const apples = await makeRepository(warehouse, admin, { slug: 'apples' });
const pears = await makeRepository(warehouse, admin, { slug: 'pears' });
const abroad = await makeRepository(warehouse, admin, { project: 'abroad', slug: 'apples' });
await importRecords(warehouse, [
  { id: 'GHSA-none', package: 'unrelated', events: [{ introduced: '0' }] },
]);

async function cleared(repository: RepositoryWithProject, name: string, version = '1.0.0') {
  const { artifact } = await publish(warehouse, admin, { repository, name, version });
  await runScans(warehouse);
  return artifact;
}

/** What somebody gets who asks for the file: nothing wrong, or the code of the refusal. */
async function ask(repository: RepositoryWithProject, name: string, version = '1.0.0') {
  const path = `${name}/-/${name}-${version}.tgz`;
  try {
    await openFile(ports, admin, { repository, path });
    return 'given';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** The worker's part, where a rule came or went. */
async function settle(place: { projectId?: string; repositoryId?: string }) {
  const wide = { projectId: null, repositoryId: null, format: null, ...place };
  await settlePlace(ports, wide, signal);
  for (const { id } of await prisma.repository.findMany()) {
    await settleRepository(ports, judge, { repositoryId: id }, signal);
  }
}

const here = { project: 'harbour', repository: 'apples' };

describe('a rule that denies', () => {
  it('stops at once, recalls, and lets out again when it is taken back', async () => {
    const artifact = await cleared(apples, 'left-pad');
    expect(await ask(apples, 'left-pad')).toBe('given');
    const rule = {
      effect: 'DENY',
      name: 'left-pad',
      versions: '<2',
      reason: 'never again',
    } as const;
    const { id } = await createPolicyRule(ports, admin, { ...rule, ...here });
    await expect.poll(() => ask(apples, 'left-pad')).toBe('ARTIFACT_HELD');
    await settle({ repositoryId: apples.id });
    expect(await stateOf(warehouse, artifact.id)).toBe('RECALLED');
    const decision = await prisma.decision.findFirstOrThrow({
      where: { artifactId: artifact.id, rule: 'denied' },
    });
    expect(decision.reasons).toEqual(['Denied by Administrator: never again']);
    await deletePolicyRule(ports, admin, { id });
    await settle({ repositoryId: apples.id });
    await expect.poll(() => ask(apples, 'left-pad')).toBe('given');
  });

  it('speaks of the versions, names and places that it says, and of no others', async () => {
    for (const name of ['fig-tree', 'fig-leaf', 'date']) await cleared(apples, name);
    await cleared(apples, 'fig-tree', '2.0.0');
    await cleared(pears, 'fig-tree');
    await cleared(abroad, 'fig-tree');
    const rule = { effect: 'DENY', name: 'fig-*', format: 'NPM', versions: '<2.0.0' } as const;
    await createPolicyRule(ports, admin, { ...rule, project: 'harbour', reason: 'rotten' });
    await expect.poll(() => ask(apples, 'fig-tree')).toBe('ARTIFACT_HELD');
    expect(await ask(apples, 'fig-leaf')).toBe('ARTIFACT_HELD');
    expect(await ask(pears, 'fig-tree')).toBe('ARTIFACT_HELD');
    expect(await ask(apples, 'fig-tree', '2.0.0')).toBe('given');
    expect(await ask(apples, 'date')).toBe('given');
    expect(await ask(abroad, 'fig-tree')).toBe('given');
  });

  it('ends when it is over, without anybody asking for it', async () => {
    await cleared(pears, 'plum');
    const expiresAt = new Date(Date.now() + 60_000);
    const rule = { effect: 'DENY', name: 'plum', reason: 'for now', expiresAt } as const;
    const { id } = await createPolicyRule(ports, admin, rule);
    await expect.poll(() => ask(pears, 'plum')).toBe('ARTIFACT_HELD');
    const jobs = await prisma.$queryRaw<{ run_at: Date }[]>`
      SELECT run_at FROM graphile_worker.jobs WHERE key = ${`rule:${id}`}`;
    expect(jobs[0]?.run_at.getTime()).toBe(expiresAt.getTime());
    // A minute later, as the database and the judge see it.
    await prisma.policyRule.update({ where: { id }, data: { expiresAt: new Date(0) } });
    await settle({});
    await expect.poll(() => ask(pears, 'plum')).toBe('given');
  });
});

describe('a waiver', () => {
  it('lets pass what the policy holds, and says so in the receipt', async () => {
    const { artifact } = await publish(warehouse, admin, {
      ...{ repository: pears, name: 'quince', version: '1.0.0' },
    });
    expect(await ask(pears, 'quince')).toBe('ARTIFACT_HELD');
    const waiver = { effect: 'WAIVE', name: 'quince', lifts: ['unscanned'] } as const;
    await createPolicyRule(ports, admin, { ...waiver, reason: 'grown here', project: 'harbour' });
    await expect.poll(() => ask(pears, 'quince')).toBe('given');
    const decision = await prisma.decision.findFirstOrThrow({
      where: { artifactId: artifact.id, rule: 'waived' },
    });
    expect(decision.reasons[0]).toBe('Waived by Administrator: grown here');
  });
});

describe('a policy that only watches', () => {
  it('gives out what it would hold, and has it on record', async () => {
    const own = await makeRepository(warehouse, admin, { slug: 'watched' });
    const rules = { blockSeverity: 'critical', blockMalware: true, holdUnscanned: true } as const;
    await updatePolicy(ports, admin, { repositoryId: own.id, ...rules, isMonitoring: true });
    const goods = { repository: own, name: 'kiwi', version: '1.0.0' };
    const { artifact } = await publish(warehouse, admin, goods);
    expect(await ask(own, 'kiwi')).toBe('given');
    const decision = await prisma.decision.findFirstOrThrow({
      where: { artifactId: artifact.id, kind: 'DOWNLOAD' },
    });
    expect([decision.rule, decision.effect]).toEqual(['monitored', 'ALLOW']);
    await runScans(warehouse);
    expect(await stateOf(warehouse, artifact.id)).toBe('RELEASED');
  });
});

describe('a rule is refused', () => {
  it.each([
    [{ effect: 'WAIVE', ...here }, 'Say what it waives'],
    [{ effect: 'DENY', lifts: ['severity'], ...here }, 'waives nothing'],
    [{ effect: 'DENY', versions: '^1.0.0', ...here }, 'is no range'],
    [{ effect: 'DENY', versions: '<1.0.0' }, 'say which'],
    [{ effect: 'DENY', versions: '<1.0.0', format: 'RAW' }, 'have no order'],
    [{ effect: 'DENY', format: 'TAPE' }, 'no format TAPE'],
    [{ effect: 'DENY', expiresAt: new Date(0) }, 'over already'],
  ] as const)('that says %j', async (wish, words) => {
    const rule = createPolicyRule(ports, admin, { name: 'x', reason: 'a test', ...wish });
    await expect(rule).rejects.toThrow(words);
    expect(await prisma.policyRule.count({ where: { name: 'x' } })).toBe(0);
  });
});
