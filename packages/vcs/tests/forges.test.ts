import { bitbucketDriver } from '@bonded/vcs/bitbucket';
import { giteaDriver } from '@bonded/vcs/gitea';
import { githubDriver } from '@bonded/vcs/github';
import { gitlabDriver } from '@bonded/vcs/gitlab';
import { describe, expect, it } from 'vitest';
import { answering } from './answering.ts';

const one = 'c5b97d5ae6c19d5c5df71a34c7fbeeda2479ccbc';
const two = 'aa218f56b14c9653891f9e74264a383fa43fefbd';
const date = new Date('2026-04-14T16:00:49Z');

describe('GitHub', () => {
  const api = 'https://api.github.com/repos/octocat/Hello-World';

  it('is asked as its documentation of the REST API says', async () => {
    const { call, asked } = answering(githubDriver, 'https://github.com/octocat/Hello-World.git', {
      [api]: { body: { default_branch: 'master', private: false, archived: true } },
      [`${api}/tags?per_page=100`]: {
        headers: { link: `<${api}/tags?per_page=100&page=2>; rel="next", <x>; rel="last"` },
        body: [{ name: 'v0.1', commit: { sha: one, url: 'u' }, zipball_url: 'z', node_id: 'n' }],
      },
      [`${api}/tags?per_page=100&page=2`]: { body: [{ name: 'v0.2', commit: { sha: two } }] },
      [`${api}/git/refs/heads?per_page=100`]: {
        body: [
          { ref: 'refs/heads/feature/a', object: { type: 'commit', sha: two, url: 'u' } },
          { ref: 'refs/heads/gh-pages', object: { type: 'commit', sha: one } },
        ],
      },
      [`${api}/contents/composer.json?ref=${one}`]: { body: '{"name":"octocat/hello"}' },
      [`${api}/commits/${one}`]: { body: { commit: { committer: { date } } } },
    });
    expect(await githubDriver.facts(call)).toEqual({
      defaultBranch: 'master',
      isPrivate: false,
      isArchived: true,
    });
    const refs = await githubDriver.refs(call);
    expect(refs.map(({ kind, name, commit }) => [kind, name, commit])).toEqual([
      ['TAG', 'v0.1', one],
      ['TAG', 'v0.2', two],
      ['BRANCH', 'feature/a', two],
    ]);
    const wish = { commits: [one, two], path: 'composer.json', bytesMax: 1_000 };
    const files = await Array.fromAsync(githubDriver.files(call, wish));
    expect(files).toEqual([
      { commit: one, bytes: Buffer.from('{"name":"octocat/hello"}'), committedAt: date },
      { commit: two, bytes: null, committedAt: null },
    ]);
    expect(asked.every(({ authorization }) => authorization === 'Bearer s3cret')).toBe(true);
    expect(asked[0]?.headers['x-github-api-version']).toBe('2022-11-28');
  });

  it('has its API below its own host where it is an Enterprise Server', () => {
    const url = new URL('https://git.acme.test/dev/tool');
    const place = githubDriver.place({ url, apiUrl: null });
    expect(place.apiUrl).toBe('https://git.acme.test/api/v3/repos/dev/tool');
    expect(place.origins).toEqual(['https://git.acme.test']);
  });

  it.each([
    'https://github.com/octocat',
    'https://github.com/a/b/c',
    'https://github.com/a/..%2fb',
  ])('has no repository at %s', (url) => {
    expect(() => githubDriver.place({ url: new URL(url), apiUrl: null })).toThrow(
      expect.objectContaining({ code: 'VCS_ADDRESS_INVALID' }),
    );
  });
});

describe('GitLab', () => {
  const api = 'https://gitlab.com/api/v4/projects/group%2Fsub%2Fmy%2Etool';

  it('is asked as its documentation says, dots of a path encoded too', async () => {
    const { call, asked } = answering(gitlabDriver, 'https://gitlab.com/group/sub/my.tool', {
      [api]: { body: { default_branch: 'main', visibility: 'private', archived: false } },
      [`${api}/repository/tags?per_page=100`]: {
        body: [{ name: 'v1.0.0', target: two, commit: { id: one, committed_date: date } }],
      },
      [`${api}/repository/branches?per_page=100`]: {
        body: [{ name: 'main', merged: false, commit: { id: two, committed_date: date } }],
      },
      [`${api}/repository/files/composer.json/raw?ref=${one}`]: { body: '{}' },
    });
    expect(await gitlabDriver.facts(call)).toEqual({
      defaultBranch: 'main',
      isPrivate: true,
      isArchived: false,
    });
    expect(await gitlabDriver.refs(call)).toEqual([
      { kind: 'TAG', name: 'v1.0.0', commit: one, committedAt: date },
      { kind: 'BRANCH', name: 'main', commit: two, committedAt: date },
    ]);
    const wish = { commits: [one], path: 'composer.json', bytesMax: 1_000 };
    const [file] = await Array.fromAsync(gitlabDriver.files(call, wish));
    expect(file?.bytes?.toString()).toBe('{}');
    expect(asked.every(({ authorization }) => authorization === 'Bearer s3cret')).toBe(true);
  });
});

describe('Bitbucket Cloud', () => {
  const api = 'https://api.bitbucket.org/2.0/repositories/acme/tool';
  const listed =
    'pagelen=100&sort=-target.date&fields=values.name,values.target.hash,values.target.date,next';

  it('is asked as its documentation says, by the next page that its body names', async () => {
    const { call, asked } = answering(
      bitbucketDriver,
      'https://bitbucket.org/acme/tool',
      {
        [`${api}?fields=mainbranch.name,is_private`]: {
          body: { mainbranch: { name: 'main' }, is_private: true },
        },
        [`${api}/refs/tags?${listed}`]: {
          body: {
            values: [{ name: '1.0', target: { hash: one, date: '2026-04-14T16:00:49+00:00' } }],
            next: `${api}/refs/tags?page=2`,
          },
        },
        [`${api}/refs/tags?page=2`]: {
          body: { values: [{ name: '1.1', target: { hash: two, date: null } }] },
        },
        [`${api}/refs/branches?${listed}`]: { body: { values: [] } },
        [`${api}/src/${one}/composer.json`]: { body: '{}' },
        [`https://bitbucket.org/acme/tool/get/${one}.zip`]: { body: 'zip' },
      },
      { userName: 'dev@acme.test' },
    );
    expect((await bitbucketDriver.facts(call)).defaultBranch).toBe('main');
    const refs = await bitbucketDriver.refs(call);
    expect(refs.map(({ name, committedAt }) => [name, committedAt])).toEqual([
      ['1.0', date],
      ['1.1', null],
    ]);
    await using archive = await bitbucketDriver.archive(call, one);
    const chunks = await Array.fromAsync(archive.chunks);
    expect(Buffer.concat(chunks).toString()).toBe('zip');
    const basic = `Basic ${Buffer.from('dev@acme.test:s3cret').toString('base64')}`;
    expect(asked.every(({ authorization }) => authorization === basic)).toBe(true);
  });
});

describe('Gitea', () => {
  const api = 'https://acme.test/git/api/v1/repos/dev/tool';

  it('is asked as its routes have it, also below a folder', async () => {
    const { call, asked } = answering(giteaDriver, 'https://acme.test/git/dev/tool.git', {
      [api]: { body: { default_branch: 'main', private: false, archived: false } },
      [`${api}/tags?limit=50`]: {
        body: [{ name: 'v1', id: two, commit: { url: 'u', sha: one, created: date } }],
      },
      [`${api}/branches?limit=50`]: {
        body: [{ name: 'main', commit: { id: two, timestamp: date, message: 'm' } }],
      },
      [`${api}/raw/composer.json?ref=${one}`]: { body: '{}' },
    });
    expect((await giteaDriver.facts(call)).isPrivate).toBe(false);
    expect(await giteaDriver.refs(call)).toEqual([
      { kind: 'TAG', name: 'v1', commit: one, committedAt: date },
      { kind: 'BRANCH', name: 'main', commit: two, committedAt: date },
    ]);
    expect(asked.every(({ authorization }) => authorization === 'token s3cret')).toBe(true);
  });
});

describe.each([githubDriver, gitlabDriver, giteaDriver])('a list of $kind', (driver) => {
  const place = driver.place({ url: new URL('https://acme.test/dev/tool'), apiUrl: null });
  const path = { GITHUB: '/tags?per_page=100', GITLAB: '/repository/tags?per_page=100' };
  const tags = `${place.apiUrl}${path[driver.kind as keyof typeof path] ?? '/tags?limit=50'}`;

  it('is not followed to another origin', async () => {
    const link = '<https://evil.test/tags?page=2>; rel="next"';
    const { call, asked } = answering(driver, 'https://acme.test/dev/tool', {
      [tags]: { headers: { link }, body: [] },
    });
    await expect(driver.refs(call)).rejects.toMatchObject({ code: 'VCS_UNAVAILABLE' });
    expect(asked.some(({ url }) => url.includes('evil.test'))).toBe(false);
  });

  it('ends where its pages go round in a circle', async () => {
    const link = `<${tags}>; rel="next"`;
    const { call } = answering(driver, 'https://acme.test/dev/tool', {
      [tags]: { headers: { link }, body: [] },
    });
    await expect(driver.refs(call)).rejects.toMatchObject({ code: 'VCS_TOO_LARGE' });
  });

  it('is asked for by its validator, and the same when nothing changed', async () => {
    const sample = { headers: { etag: '"one"' }, body: [] };
    const { call, asked } = answering(driver, 'https://acme.test/dev/tool', { [tags]: sample });
    const { signal } = call;
    for (const _ of [1, 2]) await driver.refs({ ...call, signal }).catch(() => {});
    const validators = asked.flatMap(({ headers }) => headers['if-none-match'] ?? []);
    expect(validators).toEqual(['"one"']);
  });

  it.each([
    ['what is no JSON', { body: '<title>Sign in</title>' }, 'VCS_UNAVAILABLE'],
    ['another shape', { body: { tags: [] } }, 'VCS_UNAVAILABLE'],
    ['a wrong credential', { status: 401 }, 'VCS_REFUSED'],
    ['what may not be seen', { status: 403 }, 'VCS_REFUSED'],
    ['a failing server', { status: 502 }, 'VCS_UNAVAILABLE'],
    ['too many requests', { status: 429 }, 'VCS_RATE_LIMITED'],
  ])('is an error of %s', async (_, sample, code) => {
    const { call } = answering(driver, 'https://acme.test/dev/tool', { [tags]: sample });
    await expect(driver.refs(call)).rejects.toMatchObject({ code });
  });
});
