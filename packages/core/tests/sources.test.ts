import { serviceActor } from '@bonded/core/access';
import { deleteArtifact } from '@bonded/core/artifacts';
import { releaseArtifact } from '@bonded/core/clearance';
import { createRepository } from '@bonded/core/repositories';
import {
  addSource,
  checkSource,
  receiveHook,
  removeSource,
  renewHookSecret,
  runSourceSync,
  updateSource,
} from '@bonded/core/sources';
import { findIndex, openFile } from '@bonded/core/supply';
import { newId } from '@bonded/kernel';
import { type VcsRef, vcsRateLimited } from '@bonded/vcs';
import { describe, expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { keepScanning, makeRepository, stateOf } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import {
  makePlainSource,
  type PlainRepository,
  plainHook,
  plainRepositories,
} from './plain-source.ts';
import { proxiesIn } from './proxies.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const repository = await makeRepository(warehouse, admin, { slug: 'shelf' });
const at = { project: 'harbour', repository: 'shelf' };
// What a scan finds is another test's matter.
await proxiesIn(warehouse, admin).setPolicy(repository.id);
const worker = serviceActor('vcs-source', []);
await importRecords(warehouse, [
  { id: 'GHSA-none', package: 'unrelated', events: [{ introduced: '0' }] },
]);

keepScanning(warehouse);

const commitA = 'a'.repeat(40);
const commitB = 'b'.repeat(40);
const tag = (name: string, commit: string): VcsRef => ({
  ...{ kind: 'TAG', name, commit },
  committedAt: new Date('2026-01-01T00:00:00Z'),
});
const branch = (name: string, commit: string): VcsRef => ({ ...tag(name, commit), kind: 'BRANCH' });

async function makeSource(name: string) {
  const added = await makePlainSource(ports, admin, { ...at, name, at: name });
  const forge = plainRepositories.get(added.source.url) as PlainRepository;
  const sync = () => runSourceSync(ports, worker, { sourceId: added.source.id }, signal);
  const row = () => prisma.vcsSource.findUniqueOrThrow({ where: { id: added.source.id } });
  const versions = async () => {
    const index = await (await findIndex(ports, admin, { repository, name })).read();
    return index.versions.map(({ version }) => version);
  };
  const open = (version: string) =>
    openFile(ports, admin, { repository, path: `${name}/-/${version}` });
  return { ...added, forge, sync, row, versions, open };
}

describe('a source', () => {
  it('tells of what its refs are versions of, and reads again only what moved', async () => {
    const { forge, sync, versions, source } = await makeSource('rope');
    forge.refs = [tag('v1', commitA), branch('main', commitA), tag('odd', commitB)];
    forge.manifests.set(commitA, '1.0.0').set(commitB, 'no version');
    await sync();
    expect(await versions()).toEqual(['1.0.0', `1.0.0#${commitA}`]);
    expect(forge.read.toSorted()).toEqual([commitA, commitB]);
    await sync();
    expect(forge.read).toHaveLength(2);
    const odd = await prisma.vcsRef.findFirst({ where: { sourceId: source.id, name: 'odd' } });
    expect(odd?.skipReason).toBe('The manifest says no version.');
  });

  it('gives the state of a branch that it tells of, and keeps the others as files', async () => {
    const { forge, sync, versions, open } = await makeSource('sail');
    forge.refs = [branch('main', commitA)];
    forge.manifests.set(commitA, '1.0.0').set(commitB, '1.0.0');
    await sync();
    await open(`1.0.0#${commitA}`);
    forge.refs = [branch('main', commitB)];
    await sync();
    expect(await versions()).toEqual([`1.0.0#${commitB}`]);
    await expect(open(`1.0.0#${commitA}`)).resolves.toBeDefined();
  });

  it('makes one archive for twenty askers in two processes', async () => {
    const { forge, sync } = await makeSource('mast');
    forge.refs = [tag('v1', commitA)];
    forge.manifests.set(commitA, '1.0.0');
    await sync();
    const replica = await warehouse.openReplica();
    const path = 'mast/-/1.0.0';
    const asking = Array.from({ length: 20 }, (_, index) =>
      openFile(index % 2 === 0 ? ports : replica, admin, { repository, path }),
    );
    const digests = new Set((await Promise.all(asking)).map(({ file }) => file.digest));
    expect([digests.size, forge.archived]).toEqual([1, [commitA]]);
  });

  it('holds what was fetched of a tag that moved, until released or moved back', async () => {
    const { forge, sync, open, source } = await makeSource('keel');
    forge.refs = [tag('v1', commitA)];
    forge.manifests.set(commitA, '1.0.0').set(commitB, '1.0.0');
    await sync();
    const { file } = await open('1.0.0');
    const move = async (commit: string) => {
      forge.refs = [tag('v1', commit)];
      await sync();
      return stateOf(warehouse, file.artifactId);
    };
    expect(await move(commitB)).toBe('RECALLED');
    // Other processes hear of it a moment later.
    await expect
      .poll(() => open('1.0.0').then(() => 'given', String))
      .toContain('Its tag was moved from commit aaaaaaaaaaaa to bbbbbbbbbbbb');
    await releaseArtifact(ports, admin, { id: file.artifactId, note: 'They told us why.' });
    await expect
      .poll(() => open('1.0.0').then(({ file: { digest } }) => digest, String))
      .toBe(file.digest);
    const commitC = 'c'.repeat(40);
    forge.manifests.set(commitC, '1.0.0');
    expect(await move(commitC)).toBe('RECALLED');
    expect(await move(commitA)).toBe('RELEASED');
    const events = await prisma.auditEvent.findMany({
      where: { resourceId: file.artifactId, action: { startsWith: 'source.' } },
      orderBy: { sequence: 'asc' },
    });
    expect(events.map(({ action }) => action)).toEqual([
      'source.tag-moved',
      'source.tag-moved',
      'source.tag-returned',
    ]);
    expect(forge.archived).toEqual([commitA]);
    expect(source.name).toBe('keel');
  });

  it('does not tell of a version again that was deleted here', async () => {
    const { forge, sync, open, versions } = await makeSource('oar');
    forge.refs = [tag('v1', commitA), tag('v2', commitB)];
    forge.manifests.set(commitA, '1.0.0').set(commitB, '2.0.0');
    await sync();
    const { file } = await open('1.0.0');
    await deleteArtifact(ports, admin, { id: file.artifactId });
    expect(await versions()).toEqual(['2.0.0']);
    expect(await codeOf(open('1.0.0'))).toBe('ARTIFACT_GONE');
    expect(forge.archived).toHaveLength(1);
  });

  it('owns its name before anything of it was fetched', async () => {
    const { forge, sync } = await makeSource('tar');
    forge.refs = [tag('v1', commitA)];
    forge.manifests.set(commitA, '1.0.0');
    await sync();
    const proxy = await createRepository(ports, admin, {
      ...{ project: 'harbour', slug: 'outside', format: 'NPM', kind: 'PROXY' },
      upstreamUrl: 'https://upstream.test/',
    });
    expect(await ports.upstreams.isClaimed(proxy, { name: 'tar' })).toBe(true);
  });

  it('writes down why it failed, rests as long as it was told, and goes on', async () => {
    const { forge, sync, row } = await makeSource('bell');
    const until = Date.now() + 3_600_000;
    forge.failure = vcsRateLimited('Too many requests.', { details: { until } });
    await sync();
    const { failure, dueAt, rateRemaining } = await row();
    expect([failure, dueAt.getTime(), rateRemaining]).toEqual(['Too many requests.', until, 0]);
    forge.failure = null;
    await sync();
    expect((await row()).syncedAt).toBeNull();
    await prisma.vcsSource.updateMany({ data: { rateResetAt: new Date(0) } });
    await sync();
    const after = await row();
    expect([after.failure, after.syncedAt instanceof Date]).toEqual([null, true]);
  });

  it('is named once in a repository, in whatever case', async () => {
    const { source } = await makeSource('buoy');
    const again = { ...at, name: 'BUOY', kind: 'GIT', url: source.url } as const;
    expect(await codeOf(addSource(ports, admin, again))).toBe('SOURCE_ALREADY_EXISTS');
  });

  it('leaves what was fetched, and frees a name of which nothing was', async () => {
    const kept = await makeSource('kept');
    kept.forge.refs = [tag('v1', commitA), tag('v2', commitB)];
    kept.forge.manifests.set(commitA, '1.0.0').set(commitB, '2.0.0');
    await kept.sync();
    await kept.open('1.0.0');
    await removeSource(ports, admin, { id: kept.source.id });
    expect(await kept.versions()).toEqual(['1.0.0']);
    const never = await makeSource('never');
    await removeSource(ports, admin, { id: never.source.id });
    expect(await prisma.package.count({ where: { name: 'never' } })).toBe(0);
  });
});

describe('the credential of a source', () => {
  const secret = 'forge-secret-value';

  it('is sealed for that source alone, and for one use', async () => {
    const { source } = await makeSource('safe');
    await updateSource(ports, admin, { id: source.id, userName: 'dev', secret });
    const { sealedSecret } = await prisma.vcsSource.findUniqueOrThrow({
      where: { id: source.id },
    });
    const sealed = sealedSecret ?? new Uint8Array();
    expect(Buffer.from(sealed).includes(secret)).toBe(false);
    const { sources } = ports;
    const use = { sourceId: source.id, for: 'credential' } as const;
    expect(sources.unseal(use, sealed).reveal()).toBe(secret);
    expect(() => sources.unseal({ ...use, for: 'hook' }, sealed)).toThrow(/belongs somewhere else/);
    const elsewhere = { ...use, sourceId: newId() };
    expect(() => sources.unseal(elsewhere, sealed)).toThrow(/belongs somewhere else/);
  });

  it('does not move to another origin with the address', async () => {
    const { source } = await makeSource('moving');
    await updateSource(ports, admin, { id: source.id, userName: 'dev', secret });
    const within = `${source.url}-2`;
    const stays = await updateSource(ports, admin, { id: source.id, url: within });
    expect(stays.sealedSecret).not.toBeNull();
    const leaves = await updateSource(ports, admin, {
      id: source.id,
      url: 'https://elsewhere.test/moving',
    });
    expect([leaves.sealedSecret, leaves.userName]).toEqual([null, null]);
  });

  it('stands in no event of the log', async () => {
    const events = await prisma.auditEvent.findMany();
    const written = events.map(({ details }) => JSON.stringify(details)).join('\n');
    expect(written).toContain('"changesSecret":true');
    expect(written).not.toContain(secret);
  });
});

describe('the hook of a source', () => {
  it('takes a call that is signed with its secret, and has it asked a moment later', async () => {
    const added = await makeSource('horn');
    const before = Date.now();
    expect(await receiveHook(ports, plainHook(added))).toBe('push');
    expect(await receiveHook(ports, plainHook(added))).toBe('push');
    const { rows } = await ports.database.pool.query<{ run_at: Date }>(
      'SELECT run_at FROM graphile_worker.jobs WHERE key = $1',
      [`source:${added.source.id}`],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.run_at.getTime()).toBeGreaterThan(before + 1_000);
  });

  it.each([
    [
      'of another source',
      async (mine: string) => {
        const other = await makeSource(`other-${mine}`);
        return other.hookSecret;
      },
    ],
    [
      'that was renewed',
      async (_: string, id: string) => {
        await renewHookSecret(ports, admin, { id });
        return null;
      },
    ],
  ])('refuses the secret %s', async (why, secretOf) => {
    const name = `whistle-${why.length}`;
    const added = await makeSource(name);
    const hookSecret = (await secretOf(name, added.source.id)) ?? added.hookSecret;
    const call = plainHook({ ...added, hookSecret });
    expect(await codeOf(receiveHook(ports, call))).toBe('SOURCE_HOOK_REFUSED');
  });

  it('says of a source that is not there what it says of a wrong secret', async () => {
    const call = { ...plainHook(await makeSource('gone')), sourceId: newId() };
    expect(await codeOf(receiveHook(ports, call))).toBe('SOURCE_HOOK_REFUSED');
  });
});

describe('sources', () => {
  it('are for who may change their repository', async () => {
    const { source } = await makeSource('mine');
    const person = { role: 'Publisher', project: 'harbour' } as const;
    const stranger = await signInNew(warehouse, admin, 'stranger', person);
    const { id, url } = source;
    for (const act of [
      () => addSource(ports, stranger, { ...at, name: 'theirs', kind: 'GIT', url }),
      () => checkSource(ports, stranger, { ...at, kind: 'GIT', url }),
      () => updateSource(ports, stranger, { id, isPaused: true }),
      () => removeSource(ports, stranger, { id }),
    ]) {
      expect(await codeOf(act())).toBe('ACCESS_DENIED');
    }
  });

  it('are had by hosted repositories of a format that takes them, and no others', async () => {
    await makeRepository(warehouse, admin, { slug: 'files', format: 'RAW' });
    const wish = { project: 'harbour', name: 'a', kind: 'GIT', url: 'https://a.test/b' } as const;
    const added = addSource(ports, admin, { ...wish, repository: 'files' });
    expect(await codeOf(added)).toBe('SOURCE_UNSUPPORTED');
  });

  it('are tried before they are kept, and nothing of it is', async () => {
    const { source, forge } = await makeSource('tried');
    forge.refs = [tag('v1', commitA), branch('main', commitA)];
    const before = await prisma.vcsSource.count();
    const wish = { ...at, kind: 'GIT', url: source.url } as const;
    expect(await checkSource(ports, admin, wish)).toMatchObject({ tagCount: 1, branchCount: 1 });
    const absent = { ...wish, url: 'https://forge.test/absent' };
    expect(await codeOf(checkSource(ports, admin, absent))).toBe('VCS_NOT_FOUND');
    expect(await prisma.vcsSource.count()).toBe(before);
  });
});
