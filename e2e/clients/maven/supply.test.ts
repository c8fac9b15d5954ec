import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { packZip } from '../../contract/archives.ts';
import { type Client, makeKey, makeProject, makeRepository, signIn } from '../../stack/api.ts';
import { type FileTree, serveTree } from '../../stack/file-tree.ts';
import { addressOf, makeGroup, makeProxy } from '../../stack/supply.ts';
import { uploadWhole } from '../../stack/upload-whole.ts';
import { greetPlugin } from './greet-plugin.ts';
import {
  fileOfBuild,
  folder,
  group,
  pomOf,
  put,
  putBuild,
  putRelease,
  putVersions,
  sha1,
  snapshotFolder,
} from './maven-tree.ts';
import { call, deploy, fetched, get, hasMaven, makeDesk } from './run-mvn.ts';

/** Each starts a Java machine several times. */
const testTimeoutMs = 300_000;
const isThere = await hasMaven();

let admin: Client;
/** Where the plugins of Maven are that every desk begins with. */
let plugins: string;

beforeAll(async () => {
  admin = await signIn();
  if (!isThere) return;
  const place = await makeRepository(admin, 'MAVEN');
  const token = await makeKey(admin, { project: place.project });
  const desk = await makeDesk(`${inject('gatewayUrl')}/maven/${place.path}`, token);
  const file = join(desk.folder, 'first.jar');
  await writeFile(file, await packZip({ 'first.txt': 'first' }));
  await works(deploy(desk, { coordinates: `${group}:first:1.0`, file }));
  await works(get(desk, `${group}:first:1.0`));
  plugins = join(desk.folder, 'repository');
}, 600_000);

async function works(running: Promise<{ exitCode: number; output: string }>): Promise<string> {
  const { exitCode, output } = await running;
  expect(exitCode, output).toBe(0);
  return output;
}

const desk = async (project: string, path: string) =>
  makeDesk(`${inject('gatewayUrl')}/maven/${path}`, await makeKey(admin, { project }), plugins);

describe.runIf(isThere)('Maven, through proxies and groups', { timeout: testTimeoutMs }, () => {
  it('resolves from files on a web server, and from here once they are gone', async () => {
    const proxy = await fromTree(async (tree) => {
      for (const version of ['1.0', '1.9', '1.10']) await putRelease(tree, 'tide', version);
      putVersions(tree, 'tide', ['1.0', '1.9', '1.10']);
      const made = await makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url });
      const cold = await desk(made.project, made.path);
      await works(get(cold, `${group}:tide:[1.0,2)`));
      await fetched(cold, `${folder}/tide/1.10/tide-1.10.jar`);
      await works(get(cold, `${group}:tide:1.9`));
      return made;
    });
    const warm = await desk(proxy.project, proxy.path);
    await works(get(warm, `${group}:tide:1.9`));
    await works(get(warm, `${group}:tide:RELEASE`));
    const jar = await fetched(warm, `${folder}/tide/1.10/tide-1.10.jar`);
    expect(jar.includes('tide-1.10.txt')).toBe(true);
  });

  it('resolves what is ours and what it needs of others, as one repository', async () => {
    await using tree = await serveTree();
    await putRelease(tree, 'needed', '2.0');
    // What is ours is theirs too, and newer there.
    await putRelease(tree, 'ours', '9.0');
    putVersions(tree, 'ours', ['9.0']);
    const project = await makeProject(admin);
    const hosted = await makeRepository(admin, 'MAVEN', { project });
    const proxy = await makeProxy(admin, 'MAVEN', { project, upstreamUrl: tree.url });
    const joint = await makeGroup(admin, 'MAVEN', {
      project,
      members: [proxy.repository, hosted.repository],
    });
    const base = `/maven/${hosted.path}/${folder}/ours/1.0/ours-1.0`;
    const dependency = `<dependencies><dependency><groupId>${group}</groupId>
<artifactId>needed</artifactId><version>2.0</version></dependency></dependencies>`;
    const jar = new Uint8Array(await packZip({ 'ours.txt': 'ours' }));
    await admin.fetch(`${base}.jar`, { method: 'PUT', body: jar });
    const body = pomOf('ours', '1.0', dependency);
    await admin.fetch(`${base}.pom`, { method: 'PUT', body });
    const metadata = `/maven/${hosted.path}/${folder}/ours/maven-metadata.xml`;
    await admin.fetch(metadata, { method: 'PUT', body: '<metadata/>' });
    const user = await desk(project, joint.path);
    await works(get(user, `${group}:ours:RELEASE`));
    await fetched(user, `${folder}/ours/1.0/ours-1.0.jar`);
    const needed = await fetched(user, `${folder}/needed/2.0/needed-2.0.jar`);
    expect(needed.includes('needed-2.0.txt')).toBe(true);
  });

  it('follows the builds of a snapshot of an upstream, as itself and in a group', async () => {
    const hosted = await makeRepository(admin, 'MAVEN', { isPublic: true });
    const token = await makeKey(admin, { project: hosted.project });
    const at = `${inject('gatewayUrl')}/maven/${hosted.path}`;
    const owner = await makeDesk(at, token, plugins);
    const publish = async (note: string) => {
      const file = join(owner.folder, `${note}.jar`);
      await writeFile(file, await packZip({ [`${note}.txt`]: note }));
      await works(deploy(owner, { coordinates: `${group}:wave:1.0-SNAPSHOT`, file }));
    };
    await publish('first-build');
    await publish('second-build');
    const upstreamUrl = await addressOf(admin, hosted);
    const proxy = await makeProxy(admin, 'MAVEN', { upstreamUrl });
    const { project } = proxy;
    const joint = await makeGroup(admin, 'MAVEN', { project, members: [proxy.path] });
    const jar = `${snapshotFolder('wave')}/wave-1.0-SNAPSHOT.jar`;
    const document = `${snapshotFolder('wave')}/maven-metadata.xml`;
    for (const place of [proxy, joint]) {
      const cold = await desk(place.project, place.path);
      await works(get(cold, `${group}:wave:1.0-SNAPSHOT`));
      expect((await fetched(cold, jar)).includes('second-build.txt')).toBe(true);
    }
    const warm = await desk(joint.project, joint.path);
    await works(get(warm, `${group}:wave:1.0-SNAPSHOT`));
    await publish('third-build');
    const told = async () => (await admin.fetch(`/maven/${joint.path}/${document}`)).text();
    await expect.poll(told).toContain('<buildNumber>3</buildNumber>');
    await works(get(warm, `${group}:wave:1.0-SNAPSHOT`));
    expect((await fetched(warm, jar)).includes('third-build.txt')).toBe(true);
  });

  it('resolves a snapshot from here once its upstream is gone', async () => {
    const build = '20240102.030405-7';
    const proxy = await fromTree(async (tree) => {
      await putBuild(tree, { name: 'ebb', build });
      const made = await makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url });
      const cold = await desk(made.project, made.path);
      await works(get(cold, `${group}:ebb:1.0-SNAPSHOT`));
      return made;
    });
    const { project } = proxy;
    const joint = await makeGroup(admin, 'MAVEN', { project, members: [proxy.path] });
    for (const place of [proxy, joint]) {
      const late = await desk(place.project, place.path);
      await works(get(late, `${group}:ebb:1.0-SNAPSHOT`));
      const jar = await fetched(late, fileOfBuild('ebb', build));
      expect(jar.includes(`ebb-${build}.jar.txt`)).toBe(true);
    }
  });

  it('runs a plugin of an upstream by its prefix', async () => {
    const hosted = await makeRepository(admin, 'MAVEN', { isPublic: true });
    const jar = await greetPlugin('1.0');
    const { status } = await uploadWhole(admin, hosted, { path: 'greet.jar', bytes: jar });
    expect(status).toBe(201);
    const upstreamUrl = await addressOf(admin, hosted);
    const proxy = await makeProxy(admin, 'MAVEN', { upstreamUrl });
    const joint = await makeGroup(admin, 'MAVEN', {
      project: proxy.project,
      members: [proxy.repository],
    });
    const output = await works(call(await desk(joint.project, joint.path), 'greet:hello'));
    expect(output).toContain('greetings from a plugin');
  });
});

async function fromTree<T>(act: (tree: FileTree) => Promise<T>): Promise<T> {
  await using tree = await serveTree();
  return await act(tree);
}

async function kept(project: string): Promise<number> {
  const { artifacts } = await admin.graphql<{ artifacts: { nodes: unknown[] } }>(
    'query ($p: String!) { artifacts(first: 10, filter: { project: $p }) { nodes { id } } }',
    { p: project },
  );
  return artifacts.nodes.length;
}

describe('a Maven proxy', { timeout: 120_000 }, () => {
  const jarAt = (name: string) => `${folder}/${name}/1.0/${name}-1.0.jar`;

  it('keeps nothing of a file that is not what its checksum says', async () => {
    await using tree = await serveTree();
    await putRelease(tree, 'liar', '1.0');
    tree.files.set(`${jarAt('liar')}.sha1`, sha1('other bytes'));
    const proxy = await makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url });
    const answer = await admin.fetch(`/maven/${proxy.path}/${jarAt('liar')}`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('not what its index says');
    expect(await kept(proxy.project)).toBe(0);
  });

  it('D5.2 lets out what an index has told of for long, and nothing that it does not', async () => {
    await using tree = await serveTree();
    for (const version of ['1.0', '1.1']) await putRelease(tree, 'aged', version);
    // It last changed years ago, and none of its files has a date.
    putVersions(tree, 'aged', ['1.0']);
    const proxy = await makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url, cooldownHours: 24 });
    const ask = (version: string) =>
      admin.fetch(`/maven/${proxy.path}/${folder}/aged/${version}/aged-${version}.jar`);
    expect((await ask('1.0')).status).toBe(200);
    const held = await ask('1.1');
    expect(held.status).toBe(403);
    expect(await held.text()).toContain('does not say when it was published');
    // A new version makes it young, and with it what nothing else gives a date for.
    const path = `${folder}/aged/maven-metadata.xml`;
    const today = new Date().toISOString().replaceAll(/[-T:]/g, '').slice(0, 14);
    const text = String(tree.files.get(path)).replace('20240102030405', today);
    put(tree, path, text.replace('</versions>', '<version>1.2</version></versions>'));
    await putRelease(tree, 'aged', '1.2');
    expect((await ask('1.2')).status).toBe(403);
    expect((await ask('1.0')).status).toBe(200);
  });

  it('takes a page about an error for neither a document nor a file', async () => {
    await using tree = await serveTree();
    tree.page = '<html><body>Down for maintenance</body></html>';
    const proxy = await makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url });
    for (const path of [jarAt('down'), `${folder}/down/maven-metadata.xml`]) {
      const answer = await admin.fetch(`/maven/${proxy.path}/${path}`);
      expect(answer.status, await answer.text()).toBe(503);
    }
    expect(await kept(proxy.project)).toBe(0);
  });

  it('has what upstream has without a checksum, and not what upstream lacks', async () => {
    await using tree = await serveTree();
    await putRelease(tree, 'signed', '1.0');
    tree.files.set(`${jarAt('signed')}.asc`, '-----BEGIN PGP SIGNATURE-----\n');
    const proxy = await makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url });
    const at = (path: string) => admin.fetch(`/maven/${proxy.path}/${path}`);
    expect((await at(jarAt('signed'))).status).toBe(200);
    expect((await at(`${jarAt('signed')}.asc`)).status).toBe(200);
    const sources = jarAt('signed').replace('.jar', '-sources.jar');
    expect((await at(sources)).status).toBe(404);
    expect((await at(`${folder}/nobody/maven-metadata.xml`)).status).toBe(404);
    const snapshot = `${folder}/signed/2-SNAPSHOT/signed-2`;
    expect((await at(`${snapshot}-20240102.030405-1.jar`)).status).toBe(404);
    const untimed = await at(`${snapshot}-SNAPSHOT.jar`);
    expect(untimed.status).toBe(404);
    expect(await untimed.text()).toContain('tells of no build of 2-SNAPSHOT');
  });

  it('D5.1 asks nobody for the prefixes of a group that is ours', async () => {
    await using tree = await serveTree();
    const plugin = '<plugin><prefix>greet</prefix><artifactId>theirs</artifactId></plugin>';
    const prefixes = `${folder}/maven-metadata.xml`;
    put(tree, prefixes, `<metadata><plugins>${plugin}</plugins></metadata>`);
    const proxy = await makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url });
    const told = await admin.fetch(`/maven/${proxy.path}/${prefixes}`);
    expect(await told.text()).toContain('theirs');
    tree.asked.length = 0;
    // The address is that of an artifact, too.
    const claimedNames = [`${group}:*`, 'org.bonded:supply'];
    const owner = await makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url, claimedNames });
    expect((await admin.fetch(`/maven/${owner.path}/${prefixes}`)).status).toBe(404);
    expect(tree.asked).toEqual([]);
  });

  it('passes on old poms that Maven alone can read', async () => {
    await using tree = await serveTree();
    const pom = pomOf('old', '1.0', '<developers><name>S&oslash;ren</name></developers>');
    put(tree, jarAt('old').replace('.jar', '.pom'), pom);
    const proxy = await makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url });
    const path = jarAt('old').replace('.jar', '.pom');
    const answer = await admin.fetch(`/maven/${proxy.path}/${path}`);
    expect(await answer.text()).toBe(pom);
  });

  it('serves checksums of its own document, not of the one that it read', async () => {
    await using tree = await serveTree();
    putVersions(tree, 'listed', ['1.0']);
    const proxy = await makeProxy(admin, 'MAVEN', { upstreamUrl: tree.url });
    const path = `/maven/${proxy.path}/${folder}/listed/maven-metadata.xml`;
    const document = await (await admin.fetch(path)).text();
    expect(document).toContain('<version>1.0</version>');
    expect(document).toContain('<lastUpdated>20240102030405</lastUpdated>');
    expect(await (await admin.fetch(`${path}.sha1`)).text()).toBe(sha1(document));
  });
});
