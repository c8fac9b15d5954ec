import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Client,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { type FileTree, serveTree } from '../../stack/file-tree.ts';
import { addressOf, makeGroup, makeProxy } from '../../stack/supply.ts';
import { type HelmDesk, openDesk, packageChart } from './run-helm.ts';

const isInstalled = spawnSync('helm', ['version']).status === 0;
const skips = !isInstalled && process.env['CI'] !== 'true';

describe.skipIf(skips)('Helm, through proxies and groups', { timeout: 180_000 }, () => {
  let admin: Client;
  let author: HelmDesk;

  beforeAll(async () => {
    admin = await signIn();
    author = await openDesk();
  });

  const urlOf = ({ path }: Pick<Place, 'path'>) => `${inject('gatewayUrl')}/helm/${path}`;

  const deskAt = async (place: Place): Promise<HelmDesk> => {
    const desk = await openDesk();
    const key = await makeKey(admin, { project: place.project });
    const added = await desk.run(
      'repo',
      'add',
      'it',
      urlOf(place),
      '--username=t',
      `--password=${key}`,
    );
    expect(added.exitCode, added.output).toBe(0);
    return desk;
  };

  const works = async (running: Promise<{ exitCode: number; output: string }>) => {
    const { exitCode, output } = await running;
    expect(exitCode, output).toBe(0);
    return output;
  };

  const publish = async (place: Place, name: string, version: string): Promise<void> => {
    const body = new Uint8Array(await packageChart(author, name, version));
    const answer = await admin.fetch(`/helm/${place.path}/api/charts`, { method: 'POST', body });
    expect(answer.status, await answer.text()).toBe(201);
  };

  /** A folder of charts on a web server, with the index that Helm itself makes of it. */
  const putCharts = async (
    tree: FileTree,
    charts: readonly (readonly [name: string, version: string])[],
  ): Promise<void> => {
    const folder = await mkdtemp(join(tmpdir(), 'bonded-charts-'));
    for (const [name, version] of charts) {
      const bytes = await packageChart(author, name, version);
      await writeFile(join(folder, `${name}-${version}.tgz`), bytes);
      tree.files.set(`files/${name}-${version}.tgz`, bytes);
    }
    await works(author.run('repo', 'index', folder, '--url', `${tree.url}files`));
    tree.files.set('index.yaml', await readFile(join(folder, 'index.yaml'), 'utf8'));
  };

  it('finds and pulls from files on a web server, and from here once they are gone', async () => {
    let proxy: Place;
    {
      await using tree = await serveTree();
      await putCharts(tree, [
        ['web', '1.0.0'],
        ['web', '1.2.0'],
        // Helm takes them so, and well-known charts are called so.
        ['cert', 'v1.14.0'],
        ['cert', 'v1.15.0-alpha.0'],
      ]);
      proxy = await makeProxy(admin, 'HELM', { upstreamUrl: tree.url });
      const cold = await deskAt(proxy);
      const found = await works(cold.run('search', 'repo', 'it/', '--versions', '--devel'));
      for (const text of ['1.0.0', '1.2.0', 'v1.14.0', 'v1.15.0-alpha.0']) {
        expect(found).toContain(text);
      }
      await works(cold.run('pull', 'it/web', '--version', '^1', '--untar'));
      await works(cold.run('template', 'it', 'it/cert'));
      const index = await (await admin.fetch(`/helm/${proxy.path}/index.yaml`)).text();
      expect(index).not.toContain(tree.url);
      const absent = await admin.fetch(`/helm/${proxy.path}/charts/web-1.2.0.tgz.prov`);
      expect(absent.status).toBe(404);
    }
    const warm = await deskAt(proxy);
    await works(warm.run('pull', 'it/web', '--version', '1.2.0'));
    await works(warm.run('show', 'chart', 'it/cert'));
  });

  it('shows what is ours and what is not in one group, and ours before theirs', async () => {
    const upstream = await makeRepository(admin, 'HELM', { isPublic: true });
    await publish(upstream, 'open', '1.0.0');
    await publish(upstream, 'ours', '9.0.0');
    const project = await makeProject(admin);
    const hosted = await makeRepository(admin, 'HELM', { project });
    await publish(hosted, 'ours', '1.0.0');
    const upstreamUrl = await addressOf(admin, upstream);
    const proxy = await makeProxy(admin, 'HELM', { project, upstreamUrl });
    const members = [proxy.repository, hosted.repository];
    const desk = await deskAt(await makeGroup(admin, 'HELM', { project, members }));
    const found = await works(desk.run('search', 'repo', 'it/', '--versions'));
    expect(found).toContain('it/open');
    expect(found).not.toContain('9.0.0');
    await works(desk.run('pull', 'it/ours'));
    await works(desk.run('pull', 'it/open'));
  });

  it('keeps nothing of a chart that is another than the index says, nor of a page', async () => {
    await using tree = await serveTree();
    await putCharts(tree, [['liar', '1.0.0']]);
    const index = String(tree.files.get('index.yaml'));
    const other = createHash('sha256').update('other').digest('hex');
    tree.files.set('index.yaml', index.replace(/digest: [0-9a-f]{64}/, `digest: ${other}`));
    const proxy = await makeProxy(admin, 'HELM', { upstreamUrl: tree.url });
    const refused = await (await deskAt(proxy)).run('pull', 'it/liar');
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('not what its index says');
    tree.page = '<html><body>Down for maintenance</body></html>';
    const paged = await makeProxy(admin, 'HELM', { upstreamUrl: tree.url });
    const answer = await admin.fetch(`/helm/${paged.path}/index.yaml`);
    expect(answer.status, await answer.text()).toBe(503);
    for (const { project } of [proxy, paged]) {
      const { artifacts } = await admin.graphql<{ artifacts: { nodes: unknown[] } }>(
        'query ($p: String!) { artifacts(first: 9, filter: { project: $p }) { nodes { id } } }',
        { p: project },
      );
      expect(artifacts.nodes).toEqual([]);
    }
  });
});
