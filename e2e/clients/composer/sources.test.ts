import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, makeKey, makeRepository, type Place, signIn } from '../../stack/api.ts';
import { addressOf, makeGroup } from '../../stack/supply.ts';
import { importRecord } from '../npm/advisory.ts';
import { bitbucketApi } from './forges/bitbucket-api.ts';
import { giteaApi } from './forges/gitea-api.ts';
import { githubApi } from './forges/github-api.ts';
import { gitlabApi } from './forges/gitlab-api.ts';
import { type ForgeApi, hmac, StandInForge } from './forges/stand-in-forge.ts';
import { type ComposerProject, openProject } from './run-composer.ts';

const isInstalled = ['composer', 'git'].every(
  (command) => spawnSync(command, ['--version']).status === 0,
);
const skips = !isInstalled && process.env['CI'] !== 'true';

interface Kind {
  readonly kind: 'GITHUB' | 'GITLAB' | 'BITBUCKET' | 'GITEA' | 'GIT';
  readonly api: ForgeApi | null;
  /** Requests that make an archive. */
  readonly archives: RegExp;
  /** How the forge wants the credential `dev` / `s3cret`, or `s3cret` alone. */
  readonly userName: string | null;
  readonly authorization: string;
}

/** About nothing that is published here: without any advisory, no scan says that it is enough. */
const record = {
  schema_version: '1.6.0',
  id: 'GHSA-comp-vcss-0001',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'A record to begin with',
  affected: [{ package: { ecosystem: 'Packagist', name: 'bonded/nothing' }, versions: ['1.0.0'] }],
};

const basic = `Basic ${Buffer.from('dev:s3cret').toString('base64')}`;
const kinds: readonly Kind[] = [
  {
    kind: 'GIT',
    api: null,
    archives: /^POST .*git-upload-pack$/,
    userName: 'dev',
    authorization: basic,
  },
  {
    kind: 'GITHUB',
    api: githubApi,
    archives: /zipball/,
    userName: null,
    authorization: 'Bearer s3cret',
  },
  {
    kind: 'GITLAB',
    api: gitlabApi,
    archives: /archive\.zip/,
    userName: null,
    authorization: 'Bearer s3cret',
  },
  {
    kind: 'BITBUCKET',
    api: bitbucketApi,
    archives: /\/get\//,
    userName: 'dev',
    authorization: basic,
  },
  {
    kind: 'GITEA',
    api: giteaApi,
    archives: /\/archive\//,
    userName: null,
    authorization: 'token s3cret',
  },
];

const name = 'acme/widgets';
const manifest = { name: 'Acme/Widgets', description: 'Widgets.', license: 'MIT' };

describe.skipIf(skips).each(kinds)(
  'Composer, the real client, from a $kind source',
  ({ kind, api, archives, userName, authorization }) => {
    let admin: Client;
    let key: string;
    let place: Place;
    let forge: StandInForge;
    let id: string;
    let hookSecret: string;
    let firstCommit: string;

    beforeAll(async () => {
      admin = await signIn();
      await importRecord(admin, record);
      key = await makeKey(admin);
      place = await makeRepository(admin, 'COMPOSER', {});
      forge = await StandInForge.start(api);
      forge.authorization = authorization;
      firstCommit = await forge.repository.release('v1.0.0', manifest);
      await forge.repository.release('v1.1.0', manifest);
      await forge.repository.release('v2.0.0-beta1', manifest);
      await forge.repository.release('nightly', manifest);
      await forge.repository.release('v9.0.0', { ...manifest, name: 'evil/widgets' });
      await forge.repository.release('v8.0.0', { ...manifest, version: '8.0.1' });
      const branching = { ...manifest, extra: { 'branch-alias': { 'dev-main': '3.x-dev' } } };
      await forge.repository.commit({ 'composer.json': JSON.stringify(branching) });
      await forge.repository.commit({ 'README.md': 'A feature.' }, 'feature/lamps');
      await forge.repository.commit({ 'README.md': 'Old.' }, '1.x');
      const url = kind === 'GIT' ? forge.url : `${forge.url}.git`;
      const input = {
        project: place.project,
        repository: place.repository,
        name: 'ACME/Widgets',
        kind,
        url,
        ...(kind === 'BITBUCKET' && { apiUrl: `${forge.origin}/2.0` }),
        userName,
        secret: 's3cret',
      };
      const added = await admin.graphql<{
        addVcsSource: { source: { id: string }; hookSecret: string };
      }>(
        `mutation ($input: AddVcsSourceInput!) {
          addVcsSource(input: $input) { source { id } hookSecret }
        }`,
        { input },
      );
      id = added.addVcsSource.source.id;
      hookSecret = added.addVcsSource.hookSecret;
    });

    afterAll(() => forge.close());

    interface Source {
      readonly syncedAt: string | null;
      readonly failure: string | null;
      readonly rateRemaining: number | null;
      readonly refs: {
        readonly nodes: readonly {
          readonly name: string;
          readonly version: string | null;
          readonly skipReason: string | null;
          readonly artifact: { readonly id: string; readonly state: string } | null;
        }[];
      };
    }

    async function source(): Promise<Source> {
      const { node } = await admin.graphql<{ node: Source }>(
        `query ($id: ID!) { node(id: $id) { ... on VcsSource {
          syncedAt failure rateRemaining
          refs(first: 100) { nodes { name version skipReason artifact { id state } } }
        } } }`,
        { id },
      );
      return node;
    }

    const refOf = async (ref: string) =>
      (await source()).refs.nodes.find((each) => each.name === ref);

    async function sync(): Promise<void> {
      const before = (await source()).syncedAt;
      await admin.graphql(
        'mutation ($id: ID!) { syncVcsSource(input: { id: $id }) { source { id } } }',
        { id },
      );
      await expect
        .poll(async () => (await source()).syncedAt, { timeout: 30_000 })
        .not.toBe(before);
    }

    const projectAt = async (at: Place = place): Promise<ComposerProject> =>
      openProject(await addressOf(admin, at), key);

    async function installs(project: ComposerProject, constraint: string) {
      await project.require({ [name]: constraint });
      const { exitCode, output } = await project.run('update', '--no-cache');
      expect(exitCode, output).toBe(0);
      return (await project.locked())[name];
    }

    const downloads = () => forge.count(archives);

    it('tells of tags and branches, and says why the others are none', async () => {
      await expect.poll(async () => (await source()).syncedAt, { timeout: 30_000 }).not.toBeNull();
      const { refs, failure } = await source();
      expect(failure).toBeNull();
      const said = Object.fromEntries(
        refs.nodes.map((ref) => [ref.name, ref.version?.split('#')[0] ?? ref.skipReason]),
      );
      expect(said).toEqual({
        'v1.0.0': '1.0.0',
        'v1.1.0': '1.1.0',
        'v2.0.0-beta1': '2.0.0-beta1',
        nightly: '"nightly" is no version that Composer can read.',
        'v9.0.0': 'Its composer.json is of evil/widgets, and not of acme/widgets.',
        'v8.0.0': 'Its composer.json says 8.0.1, and the tag v8.0.0.',
        main: 'dev-main',
        'feature/lamps': 'dev-feature/lamps',
        '1.x': '1.x-dev',
      });
      expect(refs.nodes.every(({ artifact }) => artifact === null)).toBe(true);
    });

    it('is found by name before anything of it was fetched', async () => {
      const base = `/composer/${place.path}`;
      const texts = await Promise.all(
        ['packages.json', 'list.json', 'search.json?q=widg'].map(async (path) =>
          (await admin.fetch(`${base}/${path}`)).text(),
        ),
      );
      for (const text of texts) expect(text).toContain(name);
    });

    it('twenty first downloads at once are one archive', async () => {
      const before = downloads();
      const path = `/composer/${place.path}/packages/${name}/1.0.0.zip`;
      const answers = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const answer = await admin.fetch(path);
          return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
        }),
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
      expect(new Set(answers.map(({ bytes }) => bytes.toString('base64'))).size).toBe(1);
      expect(downloads() - before).toBe(1);
      expect((await refOf('v1.0.0'))?.artifact?.state).toBe('RELEASED');
    });

    it('installs a tag, a range and a branch with its alias', async () => {
      const project = await projectAt();
      expect(await installs(project, '1.0.0')).toBe('1.0.0');
      const widget = join(project.folder, 'vendor', name, 'src', 'Widget.php');
      expect(await readFile(widget, 'utf8')).toContain("V = 'v1.0.0'");
      expect(await installs(project, '^1.0')).toBe('1.1.0');
      expect(await installs(project, 'dev-main')).toBe('dev-main');
      expect(await installs(project, '3.x-dev')).toBe('dev-main');
      expect(await installs(project, 'dev-feature/lamps')).toBe('dev-feature/lamps');
      const lock = await readFile(join(project.folder, 'composer.lock'), 'utf8');
      expect(lock).not.toContain(forge.origin);
      expect(lock).toMatch(/"reference": "[0-9a-f]{40}"/);
    });

    it('installs through a group', async () => {
      const { project } = place;
      const group = await makeGroup(admin, 'COMPOSER', { project, members: [place.repository] });
      expect(await installs(await projectAt(group), '2.0.0-beta1')).toBe('2.0.0-beta1');
    });

    it('asks only for what changed, by validators where the forge has them', async () => {
      const files = /contents|\/raw|\/src\/|files\//;
      const before = forge.count(files);
      await sync();
      expect(forge.count(files)).toBe(before);
      // Git itself has no validators; every forge counts requests.
      expect(forge.notModified > 0).toBe(api !== null);
      expect((await source()).rateRemaining).toBeGreaterThan(0);
    });

    it('takes a signed word of its forge, and nobody else’s', async () => {
      await forge.repository.release('v1.2.0', manifest);
      const body = JSON.stringify({ ref: 'refs/tags/v1.2.0' });
      const call = (secret: string) =>
        admin.fetch(`/api/hooks/vcs/${id}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...hookHeaders(kind, secret, body) },
          body,
        });
      expect((await call('guessed')).status).toBe(401);
      expect((await call(hookSecret)).status).toBe(202);
      await expect
        .poll(async () => (await refOf('v1.2.0'))?.version, { timeout: 30_000 })
        .toBe('1.2.0');
      expect(await installs(await projectAt(), '^1.0')).toBe('1.2.0');
    });

    it('rests when its forge says so, and goes on afterwards', async () => {
      forge.silentUntil = new Date(Date.now() + 4_000);
      await admin.graphql(
        'mutation ($id: ID!) { syncVcsSource(input: { id: $id }) { source { id } } }',
        { id },
      );
      await expect
        .poll(async () => (await source()).failure, { timeout: 20_000 })
        .toContain('wants no more requests until');
      // Its word is in whole seconds.
      await expect
        .poll(() => Date.now() > (forge.silentUntil?.getTime() ?? 0) + 1_500, { timeout: 10_000 })
        .toBe(true);
      forge.silentUntil = null;
      await sync();
      expect((await source()).failure).toBeNull();
    });

    it('holds a fetched version whose tag was moved, and keeps its bytes', async () => {
      const path = `/composer/${place.path}/packages/${name}/1.0.0.zip`;
      const fetched = Buffer.from(await (await admin.fetch(path)).arrayBuffer());
      await forge.repository.release('v1.0.0', { ...manifest, description: 'Something else.' });
      await sync();
      await expect
        .poll(async () => (await refOf('v1.0.0'))?.artifact?.state, { timeout: 10_000 })
        .toBe('RECALLED');
      // Processes hear of it a moment later.
      await expect.poll(async () => (await admin.fetch(path)).status).toBe(403);
      const refused = await admin.fetch(path);
      expect(await refused.text()).toContain('Its tag was moved from commit');
      const events = await admin.graphql<{ auditEvents: { nodes: { action: string }[] } }>(
        '{ auditEvents(first: 100) { nodes { action } } }',
      );
      expect(events.auditEvents.nodes.map(({ action }) => action)).toContain('source.tag-moved');
      const project = await projectAt();
      await project.require({ [name]: '1.0.0' });
      expect((await project.run('update', '--no-cache')).exitCode).not.toBe(0);
      // A person may let it out again: it is what it was.
      await admin.graphql(
        'mutation ($input: ReleaseArtifactInput!) { releaseArtifact(input: $input) { artifact { id } } }',
        { input: { id: (await refOf('v1.0.0'))?.artifact?.id, note: 'They told us why.' } },
      );
      await expect.poll(async () => (await admin.fetch(path)).status).toBe(200);
      const after = await admin.fetch(path);
      expect(Buffer.from(await after.arrayBuffer()).equals(fetched)).toBe(true);
      await forge.repository.git('tag', '--force', 'v1.0.0', firstCommit);
      await sync();
    });

    it('gives what it has while the forge is gone', async () => {
      const project = await projectAt();
      expect(await installs(project, 'dev-main')).toBe('dev-main');
      forge.isGone = true;
      expect(await installs(project, '1.1.0')).toBe('1.1.0');
      expect(await installs(project, 'dev-main')).toBe('dev-main');
      await admin.graphql(
        'mutation ($id: ID!) { syncVcsSource(input: { id: $id }) { source { id } } }',
        { id },
      );
      await expect
        .poll(async () => (await source()).failure, { timeout: 20_000 })
        .toContain('answered with status 503');
      forge.isGone = false;
    });

    it('never sends its credential to where archives are redirected', () => {
      expect(forge.archiveCredentials.every((each) => each === undefined)).toBe(true);
      expect(forge.archiveCredentials.length > 0).toBe(kind === 'GITHUB');
    });
  },
);

function hookHeaders(kind: Kind['kind'], secret: string, body: string): Record<string, string> {
  const signature = hmac(secret, body);
  switch (kind) {
    case 'GITHUB':
      return { 'x-github-event': 'push', 'x-hub-signature-256': `sha256=${signature}` };
    case 'GITLAB':
      return { 'x-gitlab-event': 'Tag Push Hook', 'x-gitlab-token': secret };
    case 'BITBUCKET':
      return { 'x-event-key': 'repo:push', 'x-hub-signature': `sha256=${signature}` };
    case 'GITEA':
      return { 'x-gitea-event': 'push', 'x-gitea-signature': signature };
    case 'GIT':
      return { 'x-hub-signature-256': `sha256=${signature}` };
  }
}
