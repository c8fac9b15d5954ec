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
import { makeGroup, makeProxy } from '../../stack/supply.ts';
import { type GoModule, moduleZip } from './module-zip.ts';
import { GoWorkspace, hasGo } from './run-go.ts';
import { type KnownSums, makeSumDatabase, type SumDatabase } from './sum-database.ts';
import { startTlsFront, type TlsFront } from './tls-front.ts';

const kit: GoModule = { path: 'summed.example/kit', version: 'v1.0.0' };
const base: GoModule = { path: 'summed.example/base', version: 'v0.1.0' };
const ours: GoModule = { path: 'corp.example/ours', version: 'v1.0.0' };

describe.skipIf(!(await hasGo()))(
  'the checksum database, by the go command',
  { timeout: 240_000 },
  () => {
    let admin: Client;
    let front: TlsFront;
    let known: readonly KnownSums[];

    const workspaceAt = async ({ project, path }: Place, sumDatabase?: string) =>
      GoWorkspace.create({
        proxyUrl: `${front.url}/go/${path}`,
        token: await makeKey(admin, { project }),
        certificate: front.certificate,
        ...(sumDatabase === undefined ? {} : { sumDatabase }),
      });

    beforeAll(async () => {
      admin = await signIn();
      front = await startTlsFront(inject('gatewayUrl'));
      // What go itself says that their sums are.
      const place = await makeRepository(admin, 'GO');
      const workspace = await workspaceAt(place);
      const sums: KnownSums[] = [];
      for (const module of [kit, base]) {
        const { path, version } = module;
        const address = `/go/${place.path}/${path}/@v/${version}.zip`;
        await admin.fetch(address, { method: 'PUT', body: await moduleZip(module) });
        const { output } = await workspace.go('mod', 'download', '-json', `${path}@${version}`);
        const said = JSON.parse(output) as { readonly Sum: string; readonly GoModSum: string };
        const lines = `${path} ${version} ${said.Sum}\n${path} ${version}/go.mod ${said.GoModSum}\n`;
        sums.push({ module: path, version, lines });
      }
      known = sums;
    });
    afterAll(() => front.close());

    async function fill(tree: FileTree, database: SumDatabase, modules: readonly GoModule[]) {
      for (const [path, body] of database.files)
        tree.files.set(`sumdb/${database.name}/${path}`, body);
      for (const module of modules) {
        const at = `${module.path}/@v/${module.version}`;
        const info = { Version: module.version, Time: '2024-05-06T07:08:09Z' };
        tree.files.set(`${at}.info`, JSON.stringify(info));
        tree.files.set(`${at}.zip`, await moduleZip(module));
      }
    }

    const sumsAsked = ({ asked }: FileTree) => asked.filter((path) => path.startsWith('sumdb/'));

    it('vouches through a proxy, from then on also while upstream is gone', async () => {
      const database = makeSumDatabase('sum.summed.example', known);
      let proxy: Place;
      {
        await using tree = await serveTree();
        await fill(tree, database, [kit, base]);
        proxy = await makeProxy(admin, 'GO', { upstreamUrl: tree.url });
        for (const round of ['cold', 'again']) {
          const workspace = await workspaceAt(proxy, database.key);
          const got = await workspace.go('get', `${kit.path}@${kit.version}`);
          expect(got.exitCode, `${round}: ${got.output}`).toBe(0);
        }
        expect(sumsAsked(tree)).toContain(
          `sumdb/${database.name}/lookup/${kit.path}@${kit.version}`,
        );
        // Asked for twice, fetched once: a tile never changes.
        expect(sumsAsked(tree).filter((path) => path.includes('/tile/'))).toHaveLength(1);
      }
      const late = await workspaceAt(proxy, database.key);
      const got = await late.go('get', `${kit.path}@${kit.version}`);
      expect(got.exitCode, got.output).toBe(0);
    });

    it('unmasks an upstream that gives other bytes', async () => {
      await using tree = await serveTree();
      const database = makeSumDatabase('sum.summed.example', known);
      await fill(tree, database, [{ ...kit, files: { 'evil.go': 'package kit\n' } }, base]);
      const proxy = await makeProxy(admin, 'GO', { upstreamUrl: tree.url });
      const workspace = await workspaceAt(proxy, database.key);
      const got = await workspace.go('get', `${kit.path}@${kit.version}`);
      expect(got.exitCode).not.toBe(0);
      expect(got.output).toContain('SECURITY ERROR');
    });

    it('is asked for no name of ours, through a proxy or a group', async () => {
      await using tree = await serveTree();
      const database = makeSumDatabase('sum.summed.example', known);
      await fill(tree, database, [kit, base]);
      const project = await makeProject(admin);
      const hosted = await makeRepository(admin, 'GO', { project });
      const address = `/go/${hosted.path}/${ours.path}/@v/${ours.version}.zip`;
      await admin.fetch(address, { method: 'PUT', body: await moduleZip(ours) });
      const wish = { project, upstreamUrl: tree.url, claimedNames: ['secret.example/*'] };
      const proxy = await makeProxy(admin, 'GO', wish);
      const members = [hosted.repository, proxy.repository];
      const group = await makeGroup(admin, 'GO', { project, members });
      for (const { path } of [proxy, group]) {
        const lookUp = (module: string) =>
          admin.fetch(`/go/${path}/sumdb/${database.name}/lookup/${module}@v1.0.0`);
        expect((await lookUp(ours.path)).status).toBe(404);
        expect((await lookUp('secret.example/plan')).status).toBe(404);
        expect(sumsAsked(tree)).toEqual([]);
      }
      const workspace = await workspaceAt(group, database.key);
      const got = await workspace.go('get', `${kit.path}@${kit.version}`);
      expect(got.exitCode, got.output).toBe(0);
      const refused = await workspace.go('get', `${ours.path}@${ours.version}`);
      expect(refused.exitCode).not.toBe(0);
      expect(refused.output).toMatch(/verifying module: .*404/s);
      expect(sumsAsked(tree).filter((path) => path.includes('corp.example'))).toEqual([]);
    });

    it('is not passed on where no upstream does, nor by a hosted repository', async () => {
      await using tree = await serveTree();
      const proxy = await makeProxy(admin, 'GO', { upstreamUrl: tree.url });
      const hosted = await makeRepository(admin, 'GO');
      for (const { path } of [proxy, hosted]) {
        const answer = await admin.fetch(`/go/${path}/sumdb/sum.summed.example/supported`);
        expect(answer.status).toBe(404);
      }
    });
  },
);
