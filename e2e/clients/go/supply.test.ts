import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
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
import { escaped, type GoModule, moduleZip } from './module-zip.ts';
import { GoWorkspace, hasGo } from './run-go.ts';
import { startTlsFront, type TlsFront } from './tls-front.ts';

/** As a module proxy that is files on a web server has it (module reference, "Module proxy"). */
async function putModule(tree: FileTree, module: GoModule): Promise<void> {
  const base = `${escaped(module.path)}/@v/${escaped(module.version)}`;
  const time = '2024-05-06T07:08:09Z';
  tree.files.set(`${base}.info`, JSON.stringify({ Version: module.version, Time: time }));
  tree.files.set(`${base}.zip`, await moduleZip(module));
}

describe.skipIf(!(await hasGo()))('go, through proxies and groups', { timeout: 240_000 }, () => {
  let admin: Client;
  let front: TlsFront;

  beforeAll(async () => {
    admin = await signIn();
    front = await startTlsFront(inject('gatewayUrl'));
  });
  afterAll(() => front.close());

  const workspaceAt = async ({ project, path }: Place) =>
    GoWorkspace.create({
      proxyUrl: `${front.url}/go/${path}`,
      token: await makeKey(admin, { project }),
      certificate: front.certificate,
    });

  const works = async (running: Promise<{ exitCode: number; output: string }>) => {
    const { exitCode, output } = await running;
    expect(exitCode, output).toBe(0);
    return output;
  };

  const publish = async (place: Place, module: GoModule) => {
    const address = `${escaped(module.path)}/@v/${escaped(module.version)}.zip`;
    const body = await moduleZip(module);
    const answer = await admin.fetch(`/go/${place.path}/${address}`, { method: 'PUT', body });
    expect(answer.status, await answer.text()).toBe(201);
  };

  const required = ({ folder }: GoWorkspace) => readFile(join(folder, 'go.mod'), 'utf8');

  it('finds the module of an import in an upstream, and has it when that is gone', async () => {
    const path = 'away.example/Kit';
    let proxy: Place;
    {
      await using tree = await serveTree();
      await putModule(tree, { path: 'away.example/base', version: 'v0.1.0' });
      for (const version of ['v1.0.0', 'v1.10.0', 'v1.9.0']) {
        await putModule(tree, {
          path,
          version,
          requires: ['away.example/base v0.1.0'],
          files: { 'deep/er/doc.go': 'package er\n' },
        });
      }
      tree.files.set(`${escaped(path)}/@v/list`, 'v1.0.0\nv1.10.0\nv1.9.0\n');
      const untagged = 'v0.0.0-20260102030405-abcdefabcdef';
      await putModule(tree, { path: 'away.example/untagged', version: untagged });
      proxy = await makeProxy(admin, 'GO', { upstreamUrl: tree.url });
      const cold = await workspaceAt(proxy);
      // Asks for every prefix of the import as well, and none of those may end its search.
      await works(cold.go('get', `${path}/deep/er`));
      expect(await required(cold)).toContain(`${path} v1.10.0`);
      // In no list: by its address alone.
      await works(cold.go('get', `away.example/untagged@${untagged}`));
      await works(cold.go('mod', 'download'));
      expect(await works(cold.go('mod', 'verify'))).toContain('all modules verified');
      const json = await works(cold.go('list', '-m', '-json', `${path}@v1.10.0`));
      expect(json).toContain('"Time": "2024-05-06T07:08:09Z"');
    }
    const warm = await workspaceAt(proxy);
    await works(warm.go('get', `${path}@v1.10.0`));
    await works(warm.go('mod', 'verify'));
  });

  it('finds what is ours and what is not in one group, and asks nobody for ours', async () => {
    const project = await makeProject(admin);
    const upstream = await makeRepository(admin, 'GO', { isPublic: true });
    await publish(upstream, { path: 'open.example/lib', version: 'v1.2.0' });
    await publish(upstream, { path: 'corp.example/ours', version: 'v1.9.0' });
    const hosted = await makeRepository(admin, 'GO', { project });
    await publish(hosted, {
      path: 'corp.example/ours',
      version: 'v1.0.0',
      requires: ['open.example/lib v1.2.0'],
    });
    const proxy = await makeProxy(admin, 'GO', {
      project,
      upstreamUrl: await addressOf(admin, upstream),
    });
    const group = await makeGroup(admin, 'GO', {
      project,
      members: [proxy.repository, hosted.repository],
    });
    const workspace = await workspaceAt(group);
    await works(workspace.go('get', 'corp.example/ours@latest'));
    expect(await required(workspace)).toContain('corp.example/ours v1.0.0');
    await works(workspace.go('mod', 'download'));
  });

  it('refuses a zip of another module, a page, and says which upstream is away', async () => {
    await using tree = await serveTree();
    const path = 'liar.example/mod';
    await putModule(tree, { path, version: 'v1.0.0' });
    const other = await moduleZip({ path: 'liar.example/other', version: 'v1.0.0' });
    tree.files.set(`${path}/@v/v1.0.0.zip`, other);
    const proxy = await makeProxy(admin, 'GO', { upstreamUrl: tree.url });
    const workspace = await workspaceAt(proxy);
    const refused = await workspace.go('get', `${path}@v1.0.0`);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('the archive is liar.example/other@v1.0.0');
    tree.page = '<html><body>Down for maintenance</body></html>';
    const page = await workspace.go('get', 'liar.example/page@v1.0.0');
    expect(page.exitCode).not.toBe(0);
    expect(page.output).toContain('503');
    const absent = await admin.fetch(`/go/${proxy.path}/liar.example/absent/@v/list`);
    expect(absent.status).toBe(503);
    tree.page = null;
    const gone = await admin.fetch(`/go/${proxy.path}/liar.example/nobody/@v/list`);
    expect([404, 503]).toContain(gone.status);
    const { artifacts } = await admin.graphql<{ artifacts: { nodes: unknown[] } }>(
      'query ($p: String!) { artifacts(first: 9, filter: { project: $p }) { nodes { id } } }',
      { p: proxy.project },
    );
    expect(artifacts.nodes).toEqual([]);
  });
});
