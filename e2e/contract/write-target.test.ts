import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Client,
  makeProject,
  makeRepository,
  makeUser,
  type Place,
  signIn,
} from '../stack/api.ts';
import { makeGroup, makeProxy } from '../stack/supply.ts';
import { read } from './driver.ts';
import { servedDrivers } from './served-formats.ts';
import { listArtifacts, offeredBy, publish, untilState } from './versions.ts';

const admin = await signIn();
const supplied = (await servedDrivers(admin)).filter(({ isSupplied }) => isSupplied === true);

/** None that another test has an advisory for. */
const version = '1.60.0';

interface Group {
  readonly project: string;
  readonly other: Place;
  readonly target: Place;
  readonly group: Place;
}

describe.each(supplied)('$format', (driver) => {
  const { format } = driver;
  let at: Group;

  beforeAll(async () => {
    const project = await makeProject(admin);
    const other = await makeRepository(admin, format, { project });
    const target = await makeRepository(admin, format, { project });
    const members = [other.path, target.path];
    const group = await makeGroup(admin, format, { project, members, writeTarget: target.path });
    at = { project, other, target, group };
  });

  it('what is sent to a group goes to the member that it names, and is had from both', async () => {
    const { other, target, group } = at;
    const publisher = await makeUser(admin, 'Publisher', { project: at.project });
    await publish(driver, { client: publisher, place: group }, version);
    await untilState(driver, { client: admin, place: target }, version, 'RELEASED');
    expect(await listArtifacts({ client: admin, place: other })).toEqual([]);
    for (const place of [group, target]) {
      const answer = await read(publisher, driver.direct(place, version));
      expect(answer.status, await answer.text()).toBe(200);
      for (const index of driver.indexes) {
        expect(await offeredBy(index, { client: publisher, place })).toEqual([version]);
      }
    }
    expect(await published(publisher.username)).toEqual([target.path]);
  });

  /** The repositories that somebody published to, by the log. */
  async function published(username: string): Promise<readonly string[]> {
    const { auditEvents } = await admin.graphql<{
      auditEvents: { nodes: { resourceName: string }[] };
    }>(
      `query ($filter: AuditFilter!) {
        auditEvents(first: 20, filter: $filter) { nodes { resourceName } }
      }`,
      { filter: { actor: username, action: 'artifact.publish' } },
    );
    const paths = auditEvents.nodes.map(({ resourceName }) => resourceName.split('/').slice(0, 2));
    return [...new Set(paths.map((parts) => parts.join('/')))];
  }

  it('who may not publish to that member is refused, whatever else they may', async () => {
    const { project, other, group } = at;
    const secret = await makeRepository(admin, format);
    const members = [other.path, secret.path];
    const wish = { project, members, writeTarget: secret.path };
    const { repository, path, repositoryId } = await makeGroup(admin, format, wish);
    const place = { project, repository, path, repositoryId };
    const publisher: Client = await makeUser(admin, 'Publisher', { project });
    const archive = await driver.pack('1.61.0');
    const refused = await driver.send({ client: publisher, place }, '1.61.0', archive);
    expect(refused.ok, await refused.text()).toBe(false);
    const reader = await makeUser(admin, 'Consumer', { project });
    const denied = await driver.send({ client: reader, place: group }, '1.61.0', archive);
    expect(denied.ok, await denied.text()).toBe(false);
    for (const each of [other, secret]) {
      expect(await listArtifacts({ client: admin, place: each })).toEqual([]);
    }
  });

  it('a group that names none says so', async () => {
    const group = await makeGroup(admin, format, {
      project: at.project,
      members: [at.target.path],
    });
    const archive = await driver.pack('1.62.0');
    const answer = await driver.send({ client: admin, place: group }, '1.62.0', archive);
    const text = `${await answer.text()} ${answer.statusText}`;
    expect(answer.status, text).toBe(403);
    expect(text).toContain('write target');
  });

  it('nothing but a hosted member of its own is named', async () => {
    const { project, other, target } = at;
    const upstreamUrl = 'https://upstream.example/';
    const proxy = await makeProxy(admin, format, { project, upstreamUrl });
    const members = [target.path, proxy.path];
    for (const writeTarget of [proxy.path, other.path, 'nowhere/at-all']) {
      const wish = makeGroup(admin, format, { project, members, writeTarget });
      await expect(wish).rejects.toThrow(/SUPPLY_INVALID|REPOSITORY_NOT_FOUND/);
    }
    const { group } = at;
    const update = (input: object) =>
      admin.graphql(
        `mutation ($input: UpdateRepositoryInput!) {
          updateRepository(input: $input) { repository { writeTarget { slug } } }
        }`,
        { input: { id: group.repositoryId, ...input } },
      );
    await expect(update({ members: [other.path] })).rejects.toThrow('SUPPLY_INVALID');
    const none = { updateRepository: { repository: { writeTarget: null } } };
    expect(await update({ members: [other.path], writeTarget: '' })).toEqual(none);
  });
});
