import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { listArtifacts } from '../../contract/versions.ts';
import {
  type Client,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { addressOf, makeGroup, makeProxy, type ProxyWish } from '../../stack/supply.ts';
import {
  type DockerRegistry,
  isDockerRegistryInstalled,
  startDockerRegistry,
} from './docker-registry.ts';
import { writeImage } from './image-layout.ts';
import { ImageMachine } from './machine.ts';
import { findProgram, type ProgramRun } from './programs.ts';
import { type Answering, asksForToken, startFront } from './registry-front.ts';

const programs = await Promise.all((['skopeo', 'crane', 'oras'] as const).map(findProgram));
const isComplete = !programs.includes(null) && (await isDockerRegistryInstalled());
const skips = !isComplete && process.env['CI'] !== 'true';

describe.skipIf(skips)('images through proxies and groups', { timeout: 240_000 }, () => {
  const gatewayHost = new URL(inject('gatewayUrl')).host;
  let admin: Client;
  let registry: DockerRegistry;
  let author: ImageMachine;

  beforeAll(async () => {
    admin = await signIn();
    registry = await startDockerRegistry();
    author = await ImageMachine.with(registry.host, null);
  }, 240_000);

  afterAll(() => registry[Symbol.asyncDispose]());

  const works = async (running: Promise<ProgramRun>): Promise<string> => {
    const { exitCode, output } = await running;
    expect(exitCode, output).toBe(0);
    return output;
  };

  const fails = async (running: Promise<ProgramRun>): Promise<string> => {
    const { exitCode, output } = await running;
    expect(exitCode, output).not.toBe(0);
    return output;
  };

  const proxyOf = (upstreamUrl: string, wish: ProxyWish = {}) =>
    makeProxy(admin, 'OCI', { ...wish, upstreamUrl });
  const machineAt = async ({ project }: Place) =>
    ImageMachine.with(gatewayHost, await makeKey(admin, { project }));
  const at = ({ path }: Place, image: string) => `${gatewayHost}/${path}/${image}`;
  const heldIn = (place: Place) => listArtifacts({ client: admin, place });

  /** Pushes an image of one layer, and gives its digest. */
  const push = async (host: string, image: string, content: string, arch?: string) => {
    const folder = join(
      author.home,
      createHash('sha256').update(`${image}${content}`).digest('hex'),
    );
    const { digest } = await writeImage(folder, content, arch);
    await works(author.copy(`oci:${folder}:latest`, `docker://${host}/${image}`));
    return digest;
  };

  it('pulls by tag and by digest, cold and warm, and from here once upstream is gone', async () => {
    let proxy: Place;
    let digest: string;
    {
      await using away = await startDockerRegistry();
      digest = await push(away.host, 'team/app:1.0', 'hello');
      await push(away.host, 'team/app:2.0', 'never pulled');
      proxy = await proxyOf(away.url);
      const cold = await machineAt(proxy);
      await works(cold.copy(`docker://${at(proxy, 'team/app:1.0')}`, 'oci:back:latest'));
      expect(await readFile(join(cold.home, 'back/index.json'), 'utf8')).toContain(digest);
      expect(await works(cold.run('crane', 'ls', at(proxy, 'team/app')))).toBe('1.0\n2.0\n');
      // The whole image is one artifact, and called as upstream calls it.
      expect(await heldIn(proxy)).toMatchObject([
        { version: digest, state: 'RELEASED', tags: [{ name: '1.0' }] },
      ]);
    }
    const warm = await machineAt(proxy);
    for (const reference of ['team/app:1.0', `team/app@${digest}`]) {
      const target = `oci:again-${reference.length}:latest`;
      await works(warm.copy(`docker://${at(proxy, reference)}`, target));
    }
    await works(warm.run('crane', 'pull', at(proxy, 'team/app:1.0'), 'image.tar'));
    expect(await works(warm.run('crane', 'digest', at(proxy, 'team/app:1.0')))).toContain(digest);
    const absent = await fails(warm.run('oras', 'pull', '--plain-http', at(proxy, 'team/app:2.0')));
    expect(absent).toContain('does not answer');
  });

  it('follows a tag that moves, and says what is not there', async () => {
    const proxy = await proxyOf(registry.url);
    const machine = await machineAt(proxy);
    for (const content of ['first', 'second']) {
      const digest = await push(registry.host, 'moves:latest', content);
      expect((await works(machine.run('crane', 'digest', at(proxy, 'moves:latest')))).trim()).toBe(
        digest,
      );
    }
    const absent = await fails(machine.run('crane', 'manifest', at(proxy, 'moves:none')));
    expect(absent).toContain('MANIFEST_UNKNOWN');
    // Where its tags lead is theirs to say.
    const shown = at(proxy, 'moves:latest');
    for (const args of [
      ['delete', shown],
      ['tag', shown, 'ours'],
    ]) {
      expect(await fails(machine.run('crane', ...args))).toContain('DENIED');
    }
  });

  it('fetches of several platforms only what somebody asks for', async () => {
    for (const arch of ['amd64', 'arm64']) {
      await push(registry.host, `multi:${arch}`, arch, arch);
    }
    const index = `${registry.host}/multi:all`;
    const parts = ['amd64', 'arm64'].flatMap((arch) => ['-m', `${registry.host}/multi:${arch}`]);
    await works(author.run('crane', 'index', 'append', ...parts, '-t', index));
    const proxy = await proxyOf(registry.url);
    const machine = await machineAt(proxy);
    const source = `docker://${at(proxy, 'multi:all')}`;
    await works(machine.copy(source, 'oci:arm:latest', '--override-arch', 'arm64'));
    expect(await heldIn(proxy)).toHaveLength(2);
    await works(machine.copy(source, 'oci:all:latest', '--all'));
    expect(await heldIn(proxy)).toHaveLength(3);
  });

  it('D5.2 lets the parts of an index wait no longer than the index', async () => {
    const arch = await push(registry.host, 'young:arm64', 'young', 'arm64');
    const index = `${registry.host}/young:all`;
    const part = ['-m', `${registry.host}/young:arm64`];
    await works(author.run('crane', 'index', 'append', ...part, '-t', index));
    const proxy = await proxyOf(registry.url, { cooldownHours: 24 });
    const machine = await machineAt(proxy);
    const heldUntil = async (reference: string) => {
      const refused = await fails(machine.run('crane', 'manifest', at(proxy, reference)));
      expect(refused).toMatch(/BD-[2-9A-Z]{6,}/);
      return /until (\S+Z)\./.exec(refused)?.[1];
    };
    const until = await heldUntil('young:all');
    expect(until).toBeDefined();
    expect(await heldUntil(`young@${arch}`)).toBe(until);
  });

  it('finds what people call by one part in the namespace where upstream has it', async () => {
    const digest = await push(registry.host, 'library/alpine:3', 'official');
    const proxy = await proxyOf(registry.url, { defaultNamespace: 'library' });
    const machine = await machineAt(proxy);
    expect(await works(machine.run('crane', 'digest', at(proxy, 'alpine:3')))).toContain(digest);
    await push(registry.host, 'acme/alpine:3', 'another');
    expect(await works(machine.run('crane', 'ls', at(proxy, 'acme/alpine')))).toBe('3\n');
  });

  it('shows and pulls what is attached to an image, however upstream lists it', async () => {
    const hosted = await makeRepository(admin, 'OCI', { isPublic: true });
    const owner = await machineAt(hosted);
    // The one lists referrers; for the other, clients keep a tag.
    const places = [
      { machine: owner, image: at(hosted, 'signed:1'), url: await addressOf(admin, hosted) },
      { machine: author, image: `${registry.host}/signed:1`, url: registry.url },
    ];
    for (const { machine, image, url } of places) {
      await writeFile(join(machine.home, 'app.txt'), 'hello');
      await writeFile(join(machine.home, 'sbom.json'), '{}');
      const type = ['--plain-http', '--artifact-type', 'application/x.sbom'];
      await works(machine.run('oras', 'push', '--plain-http', image, 'app.txt'));
      await works(machine.run('oras', 'attach', ...type, image, 'sbom.json'));
      const proxy = await proxyOf(url);
      const reader = await machineAt(proxy);
      const found = ['discover', '--plain-http', '--format', 'json', at(proxy, 'signed:1')];
      const listed = await works(reader.run('oras', ...found));
      expect(listed).toContain('application/x.sbom');
      const digests = [...listed.matchAll(/@(sha256:[0-9a-f]{64})/g)].map(([, digest]) => digest);
      const sbom = digests.at(-1);
      await works(reader.run('oras', 'pull', '--plain-http', at(proxy, `signed@${sbom}`)));
      // Fetched by now, and listed once.
      const again = await works(reader.run('oras', ...found));
      expect(again.match(/application\/x\.sbom/g)).toHaveLength(1);
    }
  });

  it('D5.15 keeps nothing of an upstream that lies about a digest', async () => {
    const digest = await push(registry.host, 'liar:1', 'true');
    const sent = await fetch(`${registry.url}v2/liar/manifests/${digest}`, {
      headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
    });
    // As `writeImage` made it.
    const manifest = (await sent.json()) as { layers: [{ digest: string; size: number }] };
    const [{ digest: layer, size }] = manifest.layers;
    const lies: readonly Answering[] = [
      // Another manifest than asked for, and another layer of the same size.
      ({ method, path }, answer) => {
        if (method === 'HEAD' || !path.includes('/manifests/')) return false;
        answer.setHeader('content-type', 'application/vnd.oci.image.manifest.v1+json');
        answer.end(JSON.stringify({ ...manifest, annotations: { is: 'another' } }));
        return true;
      },
      ({ path }, answer) => {
        if (!path.endsWith(`/blobs/${layer}`)) return false;
        answer.end(Buffer.alloc(size, 7));
        return true;
      },
      ({ path }, answer) => {
        if (!path.endsWith(`/blobs/${layer}`)) return false;
        answer.setHeader('content-type', 'text/html');
        answer.end('<html>Down for maintenance</html>');
        return true;
      },
    ];
    for (const lie of lies) {
      await using front = await startFront(registry.url, lie);
      const proxy = await proxyOf(front.url);
      const refused = await admin.fetch(`/v2/${proxy.path}/liar/manifests/1`);
      const text = await refused.text();
      expect(refused.status, text).toBe(503);
      expect(text).toContain('UPSTREAM_DIGEST_MISMATCH');
      expect(await heldIn(proxy)).toEqual([]);
      const blob = await admin.fetch(`/v2/${proxy.path}/liar/blobs/${layer}`);
      expect(blob.status, await blob.text()).toBe(404);
    }
  });

  it('D3.16 gives a credential to who it is for, and to nobody that upstream names', async () => {
    await push(registry.host, 'private/app:1', 'secret');
    const secret = `Basic ${Buffer.from('me:hunter2').toString('base64')}`;
    const credential = { upstreamUserName: 'me', upstreamSecret: 'hunter2' };
    let realm = '';
    await using elsewhere = await startFront(
      registry.url,
      asksForToken(() => realm),
    );
    await using front = await startFront(registry.url, (heard, answer) => {
      const isAsking = asksForToken(() => realm)(heard, answer);
      if (isAsking || !heard.path.includes('/blobs/')) return isAsking;
      // As registries send for blobs that lie in an object store.
      answer.statusCode = 307;
      answer.setHeader('location', new URL(`blobs-at${heard.path}`, cdn.url).href);
      answer.end();
      return true;
    });
    await using cdn = await startFront(registry.url, (heard, answer) => {
      void fetch(new URL(heard.path.replace('/blobs-at', ''), registry.url))
        .then((response) => response.arrayBuffer())
        .then((bytes) => answer.end(Buffer.from(bytes)));
      return true;
    });
    const own = `${front.url}token`;
    for (const [named, heardSecret] of [
      [own, secret],
      [`${elsewhere.url}token`, null],
    ] as const) {
      realm = named;
      const proxy = await proxyOf(front.url, credential);
      const machine = await machineAt(proxy);
      await works(machine.run('crane', 'pull', at(proxy, 'private/app:1'), 'image.tar'));
      const asked = [...front.heard, ...elsewhere.heard].filter(({ path }) =>
        path.startsWith('/token'),
      );
      expect(asked.at(-1)?.authorization).toBe(heardSecret);
      expect(asked.at(-1)?.path).toContain('scope=repository%3Aprivate%2Fapp%3Apull');
    }
    expect(elsewhere.heard.map(({ authorization }) => authorization)).not.toContain(secret);
    expect(cdn.heard.length).toBeGreaterThan(0);
    expect(new Set(cdn.heard.map(({ authorization }) => authorization))).toEqual(new Set([null]));
  });

  it('shows what is ours and what is not in one group, and ours before theirs', async () => {
    const theirs = await push(registry.host, 'team/open:1', 'theirs');
    await push(registry.host, 'team/ours:9', 'not ours');
    const project = await makeProject(admin);
    const hosted = await makeRepository(admin, 'OCI', { project });
    const owner = await machineAt(hosted);
    await writeImage(join(owner.home, 'ours'), 'ours');
    await works(owner.copy('oci:ours:latest', `docker://${at(hosted, 'team/ours:1')}`));
    const proxy = await proxyOf(registry.url, { project });
    const members = [proxy.repository, hosted.repository];
    const group = await makeGroup(admin, 'OCI', { project, members });
    const machine = await machineAt(group);
    expect(await works(machine.run('crane', 'ls', at(group, 'team/ours')))).toBe('1\n');
    await works(machine.copy(`docker://${at(group, 'team/ours:1')}`, 'oci:ours:latest'));
    await works(machine.copy(`docker://${at(group, `team/open@${theirs}`)}`, 'oci:open:latest'));
    const refused = await fails(machine.run('crane', 'manifest', at(group, 'team/ours:9')));
    expect(refused).toContain('MANIFEST_UNKNOWN');
  });
});
