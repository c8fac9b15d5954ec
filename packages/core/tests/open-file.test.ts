import { type Actor, anonymousActor, noOrigin } from '@bonded/core/access';
import { deleteArtifact, openFile, signDownload } from '@bonded/core/artifacts';
import { rejectArtifact, releaseArtifact, updatePolicy } from '@bonded/core/clearance';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import { AppError } from '@bonded/kernel';
import { beforeAll, describe, expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { countQueries } from './count-queries.ts';
import { makeRepository, publish, runScans } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { codeOf, refusalOf } from './refusal.ts';
import { openWarehouse, type WarehousePorts } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const secret = await makeRepository(warehouse, admin, { slug: 'secret' });
const open = await makeRepository(warehouse, admin, { slug: 'open', isPublic: true });
await importRecords(warehouse, [
  { id: 'MAL-1', package: 'wormy', events: [{ introduced: '0' }] },
  { id: 'GHSA-crit', package: 'rotten', severity: 'CRITICAL', events: [{ introduced: '0' }] },
]);

const consumer = await signInNew(warehouse, admin, 'consumer', {
  role: 'Consumer',
  project: 'harbour',
});
const auditor = await signInNew(warehouse, admin, 'auditor', { role: 'Auditor' });
const stranger = await signInNew(warehouse, admin, 'stranger', {
  role: 'Consumer',
  project: 'harbour',
  repository: 'open',
});
const anonymous = anonymousActor(noOrigin);

interface Shelf {
  readonly repository: RepositoryWithProject;
  readonly name: string;
}

const pathOf = (name: string) => `${name}/-/${name}-1.0.0.tgz`;

function take(actor: Actor, { repository, name }: Shelf, at: WarehousePorts = ports) {
  return openFile(at, actor, { repository, path: pathOf(name) });
}

function outcomeOf(actor: Actor, shelf: Shelf, at: WarehousePorts = ports): Promise<string> {
  return take(actor, shelf, at).then(
    () => 'given',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

async function put(repository: RepositoryWithProject, name: string): Promise<string> {
  const { artifact } = await publish(warehouse, admin, { repository, name, version: '1.0.0' });
  return artifact.id;
}

const states = ['fresh', 'released', 'wormy', 'rejected', 'deleted'] as const;
const ids = new Map<string, string>();

beforeAll(async () => {
  for (const repository of [secret, open]) {
    for (const name of states.slice(1))
      ids.set(`${repository.slug} ${name}`, await put(repository, name));
  }
  await runScans(warehouse);
  for (const { slug } of [secret, open]) {
    const idOf = (name: string) => ids.get(`${slug} ${name}`) ?? '';
    await rejectArtifact(ports, admin, { id: idOf('rejected'), note: 'not ours' });
    await deleteArtifact(ports, admin, { id: idOf('deleted') });
  }
  for (const repository of [secret, open])
    ids.set(`${repository.slug} fresh`, await put(repository, 'fresh'));
});

describe('D5.4 a file', () => {
  const held = 'ARTIFACT_HELD';
  const gone = 'ARTIFACT_GONE';
  const allowed = { fresh: held, released: 'given', wormy: held, rejected: held, deleted: gone };

  function all(code: string) {
    return Object.fromEntries(states.map((state) => [state, code]));
  }

  async function outcomes(actor: Actor, repository: RepositoryWithProject) {
    const found = states.map(async (name) => [name, await outcomeOf(actor, { repository, name })]);
    return Object.fromEntries(await Promise.all(found)) as Record<string, string>;
  }

  it('is given out when it is released, to who may download, and never otherwise', async () => {
    for (const actor of [admin, consumer]) expect(await outcomes(actor, secret)).toEqual(allowed);
    expect(await outcomes(auditor, secret)).toEqual(all('ACCESS_DENIED'));
    expect(await outcomes(stranger, secret)).toEqual(all('REPOSITORY_NOT_FOUND'));
    expect(await outcomes(anonymous, secret)).toEqual(all('UNAUTHENTICATED'));
  });

  it('of a public repository is given to anybody, by the same decision', async () => {
    for (const actor of [anonymous, stranger, consumer, auditor, admin]) {
      expect(await outcomes(actor, open)).toEqual(allowed);
    }
  });

  it('that was deleted says so with a receipt, and one that was never there has none', async () => {
    const shelf = { repository: secret, name: 'deleted' };
    const [error, again] = [
      await refusalOf(take(consumer, shelf)),
      await refusalOf(take(admin, shelf)),
    ];
    const number = String(error.details['decision']);
    expect(error.message).toBe(
      `harbour/secret/deleted@1.0.0 is blocked by Bonded (${number}). The artifact was deleted. ` +
        `See http://console.bonded.test/decisions/${number}`,
    );
    expect(error.details['rule']).toBe('deleted');
    expect(again.details).toEqual(error.details);
    const never = await refusalOf(take(consumer, { repository: secret, name: 'never' }));
    expect(never.code).toBe('ARTIFACT_NOT_FOUND');
    expect(never.details).toEqual({});
  });

  it('that is held comes with its receipt, and a way to it', async () => {
    const error = await refusalOf(take(consumer, { repository: secret, name: 'wormy' }));
    const number = String(error.details['decision']);
    expect(error.message).toBe(
      `harbour/secret/wormy@1.0.0 is blocked by Bonded (${number}). Known malicious: MAL-1. ` +
        `See http://console.bonded.test/decisions/${number}`,
    );
    expect(number).toMatch(/^BD-[2-9B-DF-HJ-NP-TV-XZ]{6}$/);
  });

  it('cannot be had through a signed address either', async () => {
    const fileOf = (name: string) =>
      prisma.file.findFirstOrThrow({ where: { artifactId: ids.get(`secret ${name}`) ?? '' } });
    const input = { fileId: (await fileOf('wormy')).id };
    expect(await codeOf(signDownload(ports, consumer, input))).toBe(held);
    expect(await codeOf(signDownload(ports, stranger, input))).toBe('REPOSITORY_NOT_FOUND');
    const url = await signDownload(ports, consumer, { fileId: (await fileOf('released')).id });
    expect(url).toMatch(/^http:\/\/blobs\.bonded\.test\/blobs\/[0-9a-f]{64}\?token=/);
  });
});

describe('a download decision', () => {
  it('is one receipt for the same facts, whoever asks, on every replica', async () => {
    const replica = await warehouse.openReplica();
    const shelf = { repository: secret, name: 'released' };
    const first = await take(consumer, shelf);
    ports.caches.decisions.clear();
    const second = await take(admin, shelf);
    const third = await take(admin, shelf, replica);
    expect([second, third].map(({ decision }) => decision.number)).toEqual([
      first.decision.number,
      first.decision.number,
    ]);
  });

  it('is one receipt of a hundred who ask at the same moment, two replicas', async () => {
    const name = 'rush';
    await put(secret, name);
    await runScans(warehouse);
    const replica = await warehouse.openReplica();
    const taken = await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        take(consumer, { repository: secret, name }, at % 2 === 0 ? ports : replica),
      ),
    );
    expect(new Set(taken.map(({ decision }) => decision.number)).size).toBe(1);
  });

  it('D2.6 is one event in the log, and each refusal is one more', async () => {
    const id = ids.get('secret rejected') ?? '';
    const events = () =>
      prisma.auditEvent.findMany({
        where: { resourceId: id, details: { path: ['kind'], equals: 'DOWNLOAD' } },
      });
    const refusals = () =>
      prisma.auditEvent.count({ where: { resourceId: id, action: 'artifact.download' } });
    const before = await refusals();
    for (const actor of [consumer, admin])
      await refusalOf(take(actor, { repository: secret, name: 'rejected' }));
    expect(await refusals()).toBe(before + 2);
    expect(await events()).toMatchObject([{ action: 'decision.deny', outcome: 'SUCCESS' }]);
  });

  it('asks the database nothing while it is warm', async () => {
    const shelf = { repository: secret, name: 'released' };
    await take(consumer, shelf);
    const queries = await countQueries(warehouse, async () => {
      for (let at = 0; at < 1_000; at += 1) await take(consumer, shelf);
    });
    expect(queries).toBe(0);
  });

  it('D3.11 follows a review, a policy and a deletion at once, on every replica', async () => {
    const replica = await warehouse.openReplica();
    const repository = await makeRepository(warehouse, admin, { slug: 'quick' });
    const id = await put(repository, 'turning');
    await runScans(warehouse);
    const shelf = { repository, name: 'turning' };
    const code = () => outcomeOf(consumer, shelf, replica);
    await expect.poll(code).toBe('given');
    await rejectArtifact(ports, admin, { id, note: 'on second thoughts' });
    await expect.poll(code).toBe('ARTIFACT_HELD');
    await releaseArtifact(ports, admin, { id, note: 'third thoughts' });
    await expect.poll(code).toBe('given');
    await deleteArtifact(ports, admin, { id });
    await expect.poll(code).toBe('ARTIFACT_GONE');

    const other = { repository, name: 'rotten' };
    const policy = { repositoryId: repository.id, blockMalware: true, holdUnscanned: true };
    await put(repository, 'rotten');
    await runScans(warehouse);
    await expect.poll(() => outcomeOf(consumer, other, replica)).toBe('ARTIFACT_HELD');
    await updatePolicy(ports, admin, { ...policy, blockSeverity: 'none' });
    await expect.poll(() => outcomeOf(consumer, other, replica)).toBe('given');
    await updatePolicy(ports, admin, { ...policy, blockSeverity: 'low' });
    await expect.poll(() => outcomeOf(consumer, other, replica)).toBe('ARTIFACT_HELD');
  });
});
