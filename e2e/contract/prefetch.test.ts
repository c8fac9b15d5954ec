import { describe, expect, it } from 'vitest';
import { makeRepository, type Place, signIn } from '../stack/api.ts';
import { addressOf, makeGroup, makeProxy } from '../stack/supply.ts';
import { read } from './driver.ts';
import { servedDrivers } from './served-formats.ts';
import { findVersion, listArtifacts, makeShelf, publish, untilState } from './versions.ts';

const admin = await signIn();
const supplied = (await servedDrivers(admin)).filter(({ isSupplied }) => isSupplied === true);
/** Nothing lists what an upstream of files has. */
const listed = supplied.filter(({ format }) => format !== 'RAW');

const testTimeoutMs = 120_000;
/** None that another test has an advisory for. */
const version = '1.50.0';

function prefetch(input: object) {
  return admin.graphql<{ prefetchVersion: { version: string; filesCount: number } }>(
    `mutation ($input: PrefetchVersionInput!) {
      prefetchVersion(input: $input) { version filesCount }
    }`,
    { input },
  );
}

/** How many files all versions have that are in a repository. */
async function filesIn({ project, repository }: Place): Promise<number> {
  const { artifacts } = await admin.graphql<{
    artifacts: { nodes: { files: { nodes: object[] } }[] };
  }>(
    `query ($filter: ArtifactFilter!) {
      artifacts(first: 10, filter: $filter) { nodes { files(first: 20) { nodes { id } } } }
    }`,
    { filter: { project, repository } },
  );
  return artifacts.nodes.flatMap(({ files }) => files.nodes).length;
}

describe.each(listed)('$format', { timeout: testTimeoutMs }, (driver) => {
  it('a version is here before anybody asks for it, also for when upstream is gone', async () => {
    const upstream = await makeShelf(admin, driver, { isPublic: true });
    await publish(driver, upstream, version);
    const there = await untilState(driver, upstream, version, 'RELEASED');
    const upstreamUrl = await addressOf(admin, upstream.place);
    const proxy = await makeProxy(admin, driver.format, { upstreamUrl });
    const group = await makeGroup(admin, driver.format, { members: [proxy.path] });
    const { name } = there.package;
    const filesThere = await filesIn(upstream.place);
    // Images are known by their digests, and called by tags.
    const called = driver.format === 'OCI' ? version : there.version;
    for (const { repositoryId } of [group, proxy]) {
      const wish = { repositoryId, name, version: called };
      const { prefetchVersion: found } = await prefetch(wish);
      expect(found.version).toBe(there.version);
      expect(found.filesCount).toBeGreaterThan(0);
      await expect.poll(() => filesIn(proxy), { timeout: testTimeoutMs }).toBe(filesThere);
      await untilState(driver, { client: admin, place: proxy }, version, 'RELEASED');
    }
    await admin.graphql(
      'mutation ($input: UpdateRepositoryInput!) { updateRepository(input: $input) { repository { id } } }',
      { input: { id: proxy.repositoryId, isOffline: true } },
    );
    const [here, away] = await Promise.all(
      [proxy, upstream.place].map(async (place) => {
        const answer = await read(admin, driver.direct(place, version));
        return Buffer.from(await answer.arrayBuffer());
      }),
    );
    expect(here).toEqual(away);
    expect(await listArtifacts({ client: admin, place: proxy })).toHaveLength(1);
    expect(await findVersion(driver, { client: admin, place: proxy }, version)).toBeDefined();
  });
});

it('is refused where nothing lists what there is, and where all is here', async () => {
  const upstreamUrl = 'https://upstream.example/';
  const raw = await makeProxy(admin, 'RAW', { upstreamUrl });
  const wish = { repositoryId: raw.repositoryId, name: 'a/file' };
  await expect(prefetch(wish)).rejects.toThrow('PACKAGE_NOT_FOUND');
  const hosted = await makeRepository(admin, 'NPM');
  await expect(prefetch({ ...wish, repositoryId: hosted.repositoryId })).rejects.toThrow(
    'SUPPLY_INVALID',
  );
});
