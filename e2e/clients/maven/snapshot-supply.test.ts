import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Place, signIn } from '../../stack/api.ts';
import { type FileTree, serveTree } from '../../stack/file-tree.ts';
import { makeGroup, makeProxy } from '../../stack/supply.ts';
import { fileOfBuild, folder, putBuild, putVersions, sha1, snapshotFolder } from './maven-tree.ts';

const [first, second] = ['20240102.030405-1', '20240203.040506-2'] as const;

let admin: Client;

beforeAll(async () => {
  admin = await signIn();
});

const ask = ({ path }: Place, file: string) => admin.fetch(`/maven/${path}/${file}`);
const textOf = async (place: Place, file: string) => (await ask(place, file)).text();
const documentOf = (name: string) => `${snapshotFolder(name)}/maven-metadata.xml`;
const untimed = (name: string, suffix: string) =>
  `${snapshotFolder(name)}/${name}-1.0-SNAPSHOT${suffix}`;

/** The builds that a document leads to, in its order. */
function builds(text: string): readonly string[] {
  return [...text.matchAll(/<value>1\.0-([^<]+)</g)].map(([, value = '']) => value);
}

/** A build that was made just now. */
function youngBuild(): string {
  const digits = new Date().toISOString().replaceAll(/[^0-9]/g, '');
  return `${digits.slice(0, 8)}.${digits.slice(8, 14)}-3`;
}

async function proxyOf(tree: FileTree, wish: { cooldownHours?: number; project?: string } = {}) {
  return makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url, ...wish });
}

describe('a snapshot, through a Maven proxy', { timeout: 120_000 }, () => {
  it('is told of at both levels, with checksums of the documents that are served', async () => {
    await using tree = await serveTree();
    await putBuild(tree, { name: 'tide', build: first });
    putVersions(tree, 'tide', ['0.9', '1.0-SNAPSHOT']);
    const proxy = await proxyOf(tree);
    const document = await textOf(proxy, documentOf('tide'));
    expect(builds(document)).toEqual([first, first]);
    expect(document).toContain('<timestamp>20240102.030405</timestamp>');
    expect(document).toContain('<lastUpdated>20240102030405</lastUpdated>');
    expect(await textOf(proxy, `${documentOf('tide')}.sha1`)).toBe(sha1(document));
    const versions = await textOf(proxy, `${folder}/tide/maven-metadata.xml`);
    expect(versions).toContain('<latest>1.0-SNAPSHOT</latest>');
    expect(versions).toContain('<release>0.9</release>');
  });

  it('is all of its files still, once one of them was fetched', async () => {
    await using tree = await serveTree();
    await putBuild(tree, { name: 'flow', build: first });
    const proxy = await proxyOf(tree);
    const pom = await ask(proxy, fileOfBuild('flow', first, '.pom'));
    expect(pom.status, await pom.text()).toBe(200);
    const told = async () => builds(await textOf(proxy, documentOf('flow')));
    expect(await told()).toEqual([first, first]);
    tree.asked.length = 0;
    expect((await ask(proxy, fileOfBuild('flow', first, '.pom'))).status).toBe(200);
    expect(tree.asked.filter((path) => path.endsWith('.pom'))).toEqual([]);
  });

  it('is its newest build where no time is said, from the first that is there', async () => {
    await using tree = await serveTree();
    await putBuild(tree, { name: 'swell', build: first });
    const proxy = await proxyOf(tree);
    const jar = () => textOf(proxy, untimed('swell', '.jar'));
    expect(await jar()).toContain(`swell-${first}`);
    await putBuild(tree, { name: 'swell', build: second });
    await expect.poll(jar).toContain(`swell-${second}`);
    const stated = await textOf(proxy, `${untimed('swell', '.jar')}.sha1`);
    expect(stated).toBe(tree.files.get(`${fileOfBuild('swell', second)}.sha1`));
    // The build before it is there for who locked it.
    expect(await textOf(proxy, fileOfBuild('swell', first))).toContain(`swell-${first}`);
  });

  it('keeps nothing of a build that is not what its checksum says', async () => {
    await using tree = await serveTree();
    await putBuild(tree, { name: 'liar', build: first });
    tree.files.set(`${fileOfBuild('liar', first)}.sha1`, sha1('other bytes'));
    const answer = await ask(await proxyOf(tree), untimed('liar', '.jar'));
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('not what its index says');
  });

  it('D5.2 does not lead to a build that is young, by the time in its name', async () => {
    await using tree = await serveTree();
    await putBuild(tree, { name: 'young', build: first });
    const proxy = await proxyOf(tree, { cooldownHours: 24 });
    expect((await ask(proxy, untimed('young', '.pom'))).status).toBe(200);
    const young = youngBuild();
    await putBuild(tree, { name: 'young', build: young });
    const told = async () => builds(await textOf(proxy, documentOf('young')));
    await expect.poll(told).toEqual([first]);
    const held = await ask(proxy, fileOfBuild('young', young));
    expect(held.status).toBe(403);
    expect(await held.text()).toContain('is held by Bonded');
    expect(await told()).toEqual([first]);
    // Of the build that it leads to, also what was not fetched before.
    expect(await textOf(proxy, untimed('young', '.jar'))).toContain(`young-${first}`);
  });
});

describe('D5.2 a build with a time of its publisher’s choosing', { timeout: 120_000 }, () => {
  it('is as young as its upstream says that its file is', async () => {
    await using tree = await serveTree();
    await putBuild(tree, { name: 'backdated', build: first });
    tree.modifiedAt = new Date();
    const proxy = await proxyOf(tree, { cooldownHours: 24 });
    const held = await ask(proxy, untimed('backdated', '.jar'));
    expect(held.status).toBe(403);
    expect(await held.text()).toContain('is held by Bonded');
    const told = async () => (await ask(proxy, documentOf('backdated'))).status;
    await expect.poll(told).toBe(404);
  });
});

describe('a snapshot, through a Maven group', { timeout: 120_000 }, () => {
  it('is the newest build of each of its files among the members', async () => {
    await using old = await serveTree();
    await using tree = await serveTree();
    await putBuild(old, {
      name: 'both',
      build: first,
      builds: { pom: first, jar: first, 'linux.jar': first },
    });
    await putBuild(tree, { name: 'both', build: second });
    const members = [await proxyOf(old), await proxyOf(tree)];
    const joint = await makeGroup(admin, 'MAVEN', { members: members.map(({ path }) => path) });
    const document = await textOf(joint, documentOf('both'));
    expect(builds(document).toSorted()).toEqual([first, second, second]);
    expect(document).toContain('<buildNumber>2</buildNumber>');
    expect(await textOf(joint, `${documentOf('both')}.sha1`)).toBe(sha1(document));
    expect(await textOf(joint, untimed('both', '.jar'))).toContain(`both-${second}`);
    expect(await textOf(joint, untimed('both', '-linux.jar'))).toContain(`both-${first}`);
  });

  it('is still what the others have, while one of them is away', async () => {
    await using tree = await serveTree();
    await putBuild(tree, { name: 'left', build: first });
    const gone = await serveTree();
    const members = [await proxyOf(gone), await proxyOf(tree)];
    await gone[Symbol.asyncDispose]();
    const joint = await makeGroup(admin, 'MAVEN', { members: members.map(({ path }) => path) });
    expect(builds(await textOf(joint, documentOf('left')))).toEqual([first, first]);
    expect(await textOf(joint, untimed('left', '.jar'))).toContain(`left-${first}`);
  });
});
