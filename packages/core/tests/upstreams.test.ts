import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createPolicyRule, settleRepository } from '@bonded/core/clearance';
import { createRepository, updateRepository } from '@bonded/core/repositories';
import { explainName, findIndex, openFile } from '@bonded/core/supply';
import { AppError } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { importRecords } from './advisories.ts';
import { keepScanning, makeRepository, publish } from './goods.ts';
import { signInAdmin } from './people.ts';
import {
  honestly,
  type PlainServer,
  type PlainVersion,
  plainIndex,
  servePlain,
} from './plain-upstream.ts';
import { type Proxy, proxiesIn } from './proxies.ts';
import { codeOf, refusalOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
await makeRepository(warehouse, admin, { slug: 'hosted' });
await importRecords(warehouse, [
  { id: 'GHSA-none', package: 'unrelated', events: [{ introduced: '0' }] },
]);

keepScanning(warehouse);
const usual = { freshForSeconds: 0 };
const { makeProxy, setPolicy, textOf, forget } = proxiesIn(warehouse, admin, usual);

async function versionsOf(repository: Proxy, name: string): Promise<readonly string[]> {
  const index = await (await findIndex(ports, admin, { repository, name })).read();
  return index.versions.filter(({ id }) => !index.receipts.has(id)).map(({ version }) => version);
}

async function originOf(repository: Proxy, name: string): Promise<readonly string[]> {
  const answers = await explainName(ports, admin, { repository, name });
  return answers.map(({ repository: { slug, project }, answer, versionsCount, reason }) => {
    const words = `${project.slug}/${slug} ${answer} ${versionsCount}`;
    return reason === null ? words : `${words}: ${reason}`;
  });
}

const old = new Date('2026-01-01T00:00:00Z');
const one: PlainVersion = { version: '1.0.0', bytes: 'the first', publishedAt: old };
const two: PlainVersion = { version: '2.0.0', bytes: 'the second', publishedAt: old };

describe('a proxy', () => {
  it('fetches an index and a file once, and asks again with what it was told', async () => {
    const upstream = await servePlain((request, response) => {
      response.setHeader('etag', '"one"');
      if (request.headers['if-none-match'] === '"one"') {
        response.statusCode = 304;
        return response.end();
      }
      return honestly('apple', [one])(request, response);
    });
    const repository = await makeProxy(upstream.url);
    expect(await versionsOf(repository, 'apple')).toEqual(['1.0.0']);
    expect(await textOf(repository, 'apple/-/1.0.0')).toBe('the first');
    expect(await textOf(repository, 'apple/-/1.0.0')).toBe('the first');
    await forget(repository);
    expect(await versionsOf(repository, 'apple')).toEqual(['1.0.0']);
    const files = upstream.asked.filter((url) => url.startsWith('/files/'));
    expect(files).toEqual(['/files/apple/1.0.0']);
    const { answeredAt, failure } = await prisma.upstream.findUniqueOrThrow({
      where: { repositoryId: repository.id },
    });
    expect([answeredAt !== null, failure]).toEqual([true, null]);
  });

  it('fetches one file once for two replicas', async () => {
    const upstream = await servePlain(honestly('pear', [one]));
    const repository = await makeProxy(upstream.url);
    const replica = await warehouse.openReplica();
    const path = 'pear/-/1.0.0';
    const asking = Array.from({ length: 10 }, (_, at) =>
      openFile(at % 2 === 0 ? ports : replica, admin, { repository, path }),
    );
    const digests = new Set((await Promise.all(asking)).map(({ file }) => file.digest));
    expect(digests.size).toBe(1);
    expect(upstream.asked.filter((url) => url.startsWith('/files/'))).toHaveLength(1);
  });

  it('keeps where a file came from and when its upstream published it', async () => {
    const upstream = await servePlain(honestly('plum', [one]));
    const repository = await makeProxy(upstream.url);
    await textOf(repository, 'plum/-/1.0.0');
    const artifact = await prisma.artifact.findFirstOrThrow({
      where: { repositoryId: repository.id },
    });
    expect(artifact.originUrl).toBe(`${upstream.url}files/plum/1.0.0`);
    expect(artifact.upstreamAt).toEqual(old);
  });

  it('leaves one alone that asks for it, in every process, until its time is up', async () => {
    const state = { isBusy: true };
    const upstream = await servePlain((request, response) => {
      if (!state.isBusy) return honestly('quince', [one])(request, response);
      response.writeHead(429, { 'retry-after': '600' });
      return response.end('Too many requests.');
    });
    const repository = await makeProxy(upstream.url);
    const replica = await warehouse.openReplica();
    expect(await codeOf(versionsOf(repository, 'quince'))).toBe('UPSTREAM_UNAVAILABLE');
    expect(upstream.asked).toHaveLength(1);
    state.isBusy = false;
    for (const at of [ports, replica]) {
      const read = findIndex(at, admin, { repository, name: 'quince' }).then((index) =>
        index.read(),
      );
      const refusal = await refusalOf(read);
      expect(refusal.message).toMatch(/asks not to be asked before 20\d\d-/);
    }
    expect(upstream.asked).toHaveLength(1);
    const where = { repositoryId: repository.id };
    const row = await prisma.upstream.findUniqueOrThrow({ where });
    expect(row.restsUntil?.getTime()).toBeGreaterThan(Date.now() + 500_000);
    await prisma.upstream.update({ where, data: { restsUntil: new Date(), failedAt: old } });
    await forget(repository);
    expect(await versionsOf(repository, 'quince')).toEqual(['1.0.0']);
    expect(await prisma.upstream.findUniqueOrThrow({ where })).toMatchObject({ restsUntil: null });
  });

  it('asks one upstream for no more than twelve things at a time', async () => {
    const state = { asking: 0, most: 0, isOpen: false };
    const waiting: (() => void)[] = [];
    const names = Array.from({ length: 40 }, (_, at) => `many-${at}`);
    const open = () => {
      state.isOpen = true;
      for (const answer of waiting) answer();
    };
    const upstream = await servePlain((request, response) => {
      state.asking += 1;
      state.most = Math.max(state.most, state.asking);
      const answer = () => {
        state.asking -= 1;
        honestly(request.url?.split('/').at(-1) ?? '', [one])(request, response);
      };
      if (state.isOpen) return answer();
      // Nobody is answered before twelve have asked, and a thirteenth had time to.
      if (waiting.push(answer) === 12) setTimeout(open, 200);
    });
    const repository = await makeProxy(upstream.url);
    const found = await Promise.all(names.map((name) => versionsOf(repository, name)));
    expect(found).toEqual(names.map(() => ['1.0.0']));
    expect(state.most).toBe(12);
  });

  it('serves what it has, however old, while its upstream is gone', async () => {
    const upstream = await servePlain(honestly('fig', [one, two]));
    const repository = await makeProxy(upstream.url);
    await textOf(repository, 'fig/-/1.0.0');
    upstream.answer = (request) => request.socket.destroy();
    await forget(repository);
    expect(await versionsOf(repository, 'fig')).toEqual(['1.0.0', '2.0.0']);
    expect(await textOf(repository, 'fig/-/1.0.0')).toBe('the first');
    expect(await codeOf(textOf(repository, 'fig/-/2.0.0'))).toBe('UPSTREAM_UNAVAILABLE');
    // It is left alone for a while, and comes back by itself.
    const before = upstream.asked.length;
    await forget(repository);
    expect(await codeOf(versionsOf(repository, 'never-seen'))).toBe('UPSTREAM_UNAVAILABLE');
    expect(upstream.asked.length - before).toBeLessThanOrEqual(1);
  });

  it('sends its credential to its upstream and to nobody else', async () => {
    const elsewhere = await servePlain((request, response) => {
      response.end(request.headers.authorization ?? 'no credential');
    });
    const bytes = 'no credential';
    const away: PlainVersion = { version: '1.0.0', bytes, address: `${elsewhere.url}file` };
    let seen: string | undefined;
    const upstream = await servePlain((request, response) => {
      seen = request.headers.authorization;
      response.end(plainIndex('kiwi', [away]));
    });
    const repository = await makeProxy(upstream.url, { upstreamSecret: 'a token' });
    expect(await textOf(repository, 'kiwi/-/1.0.0')).toBe('no credential');
    expect(seen).toBe('Bearer a token');
    const { sealedSecret } = await prisma.upstream.findUniqueOrThrow({
      where: { repositoryId: repository.id },
    });
    expect(Buffer.from(sealedSecret ?? []).toString('latin1')).not.toContain('a token');
    // Another place is not given what was meant for this one.
    await updateRepository(ports, admin, { id: repository.id, upstreamUrl: elsewhere.url });
    const moved = await prisma.upstream.findUniqueOrThrow({
      where: { repositoryId: repository.id },
    });
    expect(moved.sealedSecret).toBeNull();
  });

  it('D5.1 asks nobody for a name that is ours', async () => {
    const upstream = await servePlain(honestly('ours', [one]));
    const repository = await makeProxy(upstream.url);
    const hosted = await prisma.repository.findFirstOrThrow({
      where: { slug: 'hosted' },
      include: { project: true },
    });
    await publish(warehouse, admin, { repository: hosted, name: 'ours', version: '0.1.0' });
    await updateRepository(ports, admin, { id: repository.id, claimedNames: ['@acme/*'] });
    for (const name of ['ours', '@acme/anything']) {
      expect(await codeOf(versionsOf(repository, name))).toBe('PACKAGE_NOT_FOUND');
      expect(await codeOf(textOf(repository, `${name}/-/1.0.0`))).toBe('ARTIFACT_NOT_FOUND');
    }
    expect(upstream.asked).toEqual([]);
    await updateRepository(ports, admin, { id: repository.id, sharedNames: ['ours'] });
    // Heard of by all processes in a moment.
    const text = () => textOf(repository, 'ours/-/1.0.0').catch(() => '');
    await expect.poll(text, { timeout: 10_000 }).toBe('the first');
  });

  it('D5.1 asks nobody for what the asking group has, and denies no others', async () => {
    const upstream = await servePlain(honestly('melon', [one]));
    const proxy = await makeProxy(upstream.url);
    const wish = { project: 'foreign', slug: 'foreign-hosted' };
    const foreign = await makeRepository(warehouse, admin, wish);
    await setPolicy(foreign.id, { cooldownHours: 0 });
    await publish(warehouse, admin, { repository: foreign, name: 'melon', version: '0.1.0' });
    const members = ['foreign/foreign-hosted', `harbour/${proxy.slug}`];
    const group = await createRepository(ports, admin, {
      ...{ project: 'foreign', slug: 'foreign-group', format: 'NPM', kind: 'GROUP', members },
    });
    expect(await versionsOf(group, 'melon')).toEqual(['0.1.0']);
    expect(await codeOf(textOf(group, 'melon/-/1.0.0'))).toBe('ARTIFACT_NOT_FOUND');
    expect(upstream.asked).toEqual([]);
    expect(await originOf(group, 'melon')).toEqual([
      'foreign/foreign-hosted has 1',
      `harbour/${proxy.slug} claimed 0: foreign/foreign-hosted has the name.`,
    ]);
    expect(await originOf(proxy, 'melon')).toEqual([`harbour/${proxy.slug} has 1`]);
    // Who may make a group of it decides nothing for those who ask the proxy itself.
    expect(await versionsOf(proxy, 'melon')).toEqual(['1.0.0']);
    expect(await textOf(proxy, 'melon/-/1.0.0')).toBe('the first');
    expect(await versionsOf(group, 'melon')).toEqual(['0.1.0']);
    expect(await codeOf(textOf(group, 'melon/-/1.0.0'))).toBe('ARTIFACT_NOT_FOUND');
  });

  it('D5.2 does not show what is young, and gives it out when it is old enough', async () => {
    const young: PlainVersion = { version: '3.0.0', bytes: 'just now', publishedAt: new Date() };
    const upstream = await servePlain(honestly('date', [one, young]));
    const repository = await makeProxy(upstream.url);
    await setPolicy(repository.id, { cooldownHours: 24 });
    expect(await versionsOf(repository, 'date')).toEqual(['1.0.0']);
    expect(await codeOf(textOf(repository, 'date/-/3.0.0'))).toBe('ARTIFACT_HELD');
    expect(await textOf(repository, 'date/-/1.0.0')).toBe('the first');
    const where = { version: '3.0.0', repositoryId: repository.id };
    const held = await prisma.artifact.findFirstOrThrow({ where });
    const { id } = held;
    const jobs = await prisma.$queryRaw<{ key: string; run_at: Date }[]>`
      SELECT key, run_at FROM graphile_worker.jobs WHERE key = ${`cool:${id}`}`;
    const end = (young.publishedAt?.getTime() ?? 0) + 24 * 3_600_000;
    expect(jobs[0]?.run_at.getTime()).toBe(end);
    expect(held).toMatchObject({ coolsAt: new Date(end), outAt: null });
    // Whatever lets it out also says that it waits no more, and when it was published.
    await setPolicy(repository.id, { cooldownHours: 0 });
    await settleRepository(ports, admin, { repositoryId: repository.id }, signal);
    const out = await prisma.artifact.findFirstOrThrow({ where });
    expect(out).toMatchObject({ state: 'RELEASED', coolsAt: null, outAt: young.publishedAt });
  });

  it('does not show what a rule denies, nor what came after the date of its policy', async () => {
    const [early, late] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-06-01T00:00:00Z')];
    const upstream = await servePlain(
      honestly('elder', [
        { version: '1.0.0', bytes: 'bad', publishedAt: early },
        { version: '2.0.0', bytes: 'good', publishedAt: early },
        { version: '3.0.0', bytes: 'late', publishedAt: late },
      ]),
    );
    const repository = await makeProxy(upstream.url);
    const place = { project: 'harbour', repository: repository.slug };
    const rule = { effect: 'DENY', name: 'elder', versions: '<2.0.0', reason: 'bad' } as const;
    await createPolicyRule(ports, admin, { ...rule, ...place });
    await setPolicy(repository.id, { upstreamUntil: new Date('2026-03-01T00:00:00Z') });
    expect(await versionsOf(repository, 'elder')).toEqual(['2.0.0']);
    expect(await codeOf(textOf(repository, 'elder/-/1.0.0'))).toBe('ARTIFACT_HELD');
    expect(await textOf(repository, 'elder/-/2.0.0')).toBe('good');
    expect(await codeOf(textOf(repository, 'elder/-/3.0.0'))).toBe('ARTIFACT_HELD');
  });

  it('gives out nothing that is not scanned', async () => {
    const upstream = await servePlain(honestly('lime', [one]));
    const repository = await makeProxy(upstream.url);
    await setPolicy(repository.id, { holdUnscanned: true });
    // This format tells no scanner what its files are, so no scan says that they are clean.
    expect(await codeOf(textOf(repository, 'lime/-/1.0.0'))).toBe('ARTIFACT_HELD');
  });
});

interface Lie {
  readonly title: string;
  readonly code: string;
  /** For the index and for the file. */
  readonly answer: (upstream: () => PlainServer) => RequestListener;
}

const page = '<html>Sign in to the hotel network</html>';
const isFile = (url: string | undefined) => url?.startsWith('/files/') === true;
const index = plainIndex('lie', [one]);

const lies: readonly Lie[] = [
  {
    title: 'other bytes than its index says',
    code: 'UPSTREAM_DIGEST_MISMATCH',
    answer: () => (request, response) => response.end(isFile(request.url) ? 'other' : index),
  },
  {
    title: 'a page of somebody else as a file',
    code: 'UPSTREAM_DIGEST_MISMATCH',
    answer: () => (request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(isFile(request.url) ? page : index);
    },
  },
  {
    title: 'a body that ends too soon',
    code: 'UPSTREAM_UNAVAILABLE',
    answer: () => (request, response) => {
      if (!isFile(request.url)) return response.end(index);
      response.setHeader('content-length', '1000');
      response.write('the fir');
      return setTimeout(() => response.destroy(), 50);
    },
  },
  {
    title: 'a file with a label of compression',
    code: 'UPSTREAM_UNAVAILABLE',
    answer: () => (request, response) => {
      if (!isFile(request.url)) return response.end(index);
      response.setHeader('content-encoding', 'gzip');
      return response.end(gzipSync('the first'));
    },
  },
  {
    title: 'a redirect to a network that is not allowed',
    code: 'UPSTREAM_UNAVAILABLE',
    answer: () => (request, response) => {
      if (!isFile(request.url)) return response.end(index);
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' });
      return response.end();
    },
  },
  {
    title: 'a failure as a file',
    code: 'UPSTREAM_UNAVAILABLE',
    answer: () => (request, response) => {
      if (!isFile(request.url)) return response.end(index);
      response.statusCode = 500;
      return response.end(page);
    },
  },
  {
    title: 'an index of gzip that is none',
    code: 'UPSTREAM_UNAVAILABLE',
    answer: () => (_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end('this is not gzip');
    },
  },
  {
    title: 'an index without an end',
    code: 'UPSTREAM_DOCUMENT_TOO_LARGE',
    answer: () => (_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(Buffer.alloc(65 * 1024 * 1024)));
    },
  },
];

describe('D5.15 an upstream that sends', () => {
  it.each(lies)('$title leaves nothing behind, and may be honest later', async (lie) => {
    const upstream: PlainServer = await servePlain((request, response) =>
      lie.answer(() => upstream)(request, response),
    );
    const repository = await makeProxy(upstream.url);
    const error: unknown = await textOf(repository, 'lie/-/1.0.0').catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: lie.code });
    const where = { repositoryId: repository.id };
    expect(await prisma.artifact.count({ where })).toBe(0);
    expect(await prisma.file.count({ where })).toBe(0);
    upstream.answer = honestly('lie', [one]);
    // It was down for all that anybody knew, and is asked again when it had some rest.
    await prisma.upstream.updateMany({ where, data: { failedAt: null } });
    await forget(repository);
    expect(await textOf(repository, 'lie/-/1.0.0')).toBe('the first');
  });
});
