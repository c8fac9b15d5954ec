import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Client,
  clientWith,
  makeKey,
  makeProject,
  makeRepository,
  makeUser,
  type Place,
  signIn,
} from '../stack/api.ts';
import { addressOf, makeGroup, makeProxy } from '../stack/supply.ts';
import { type Address, everyAddress, read } from './driver.ts';
import { type ServedDriver, servedDrivers } from './served-formats.ts';
import { offeredBy, publish, untilState } from './versions.ts';

/**
 * Acceptance of groups: members × callers × routes. Each member holds a version of its own of one
 * package, and each caller may read some of them. What a caller may not read is answered like what
 * is nowhere, and no document speaks of it.
 */
const admin = await signIn();
const supplied = (await servedDrivers(admin)).filter(({ isSupplied }) => isSupplied === true);

/** The first is for everybody, the last lies in a group of its own within the group. */
const members = ['open', 'near', 'far', 'inner'] as const;
type Member = (typeof members)[number];
const closed = ['near', 'far', 'inner'] as const satisfies readonly Member[];

/** None that another test has an advisory for. */
const versionOf = {
  open: '1.70.0',
  near: '1.71.0',
  far: '1.72.0',
  inner: '1.73.0',
} as const satisfies Record<Member, string>;
const nowhere = '1.79.0';

const setUpTimeoutMs = 180_000;
const testTimeoutMs = 60_000;

/** Somebody, with the members that they may read, and those whose bytes they may have. */
interface Caller {
  readonly name: string;
  readonly client: Client;
  readonly reads: readonly Member[];
  readonly downloads: readonly Member[];
}

type Projects = Readonly<Record<Member | 'group', string>>;

function subsetsOf<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>(
    (found, item) => found.flatMap((subset) => [subset, [...subset, item]]),
    [[]],
  );
}

const subsets = subsetsOf(closed);
/** One with each set of rights, and those who knock in another way. */
const callerNames = [
  ...subsets.map((subset) => `a reader of ${['open', ...subset].join(', ')}`),
  'nobody known',
  'somebody of another project',
  'a key of the group alone',
  'a key of one member alone',
  'an auditor of one member',
  'the administrator',
] as const;

let roleIds: Readonly<Record<string, string>>;
let users: readonly (Client & { readonly userId: string })[];
let auditor: Client & { readonly userId: string };
let stranger: Client;

beforeAll(async () => {
  const { roles } = await admin.graphql<{ roles: { id: string; name: string }[] }>(
    '{ roles { id name } }',
  );
  roleIds = Object.fromEntries(roles.map(({ id, name }) => [name, id]));
  users = await Promise.all(subsets.map(() => makeUser(admin, null)));
  auditor = await makeUser(admin, null);
  stranger = await makeUser(admin, 'Admin', { project: await makeProject(admin) });
}, setUpTimeoutMs);

async function bind(user: { readonly userId: string }, role: string, project: string) {
  await admin.graphql(
    'mutation ($input: CreateBindingInput!) { createBinding(input: $input) { binding { id } } }',
    { input: { userId: user.userId, roleId: roleIds[role], project } },
  );
}

async function callersOf(projects: Projects): Promise<readonly Caller[]> {
  await Promise.all(
    subsets.flatMap((subset, at) =>
      subset.map((member) => bind(users[at] ?? auditor, 'Consumer', projects[member])),
    ),
  );
  await bind(auditor, 'Auditor', projects.near);
  const actions = ['repository:read', 'artifact:read', 'artifact:download'];
  const keyOf = async (project: string) => clientWith(await makeKey(admin, { project, actions }));
  const readers = subsets.map((subset, at) => ({
    client: users[at] ?? stranger,
    reads: ['open', ...subset] as const,
  }));
  const rights: readonly Pick<Caller, 'client' | 'reads'>[] = [
    ...readers,
    { client: clientWith(null), reads: ['open'] },
    { client: stranger, reads: ['open'] },
    { client: await keyOf(projects.group), reads: ['open'] },
    { client: await keyOf(projects.near), reads: ['open', 'near'] },
    { client: auditor, reads: ['open', 'near'] },
    { client: admin, reads: members },
  ];
  return callerNames.map((name, at) => {
    const { client, reads } = rights[at] ?? { client: stranger, reads: [] };
    return { name, client, reads, downloads: client === auditor ? ['open'] : reads };
  });
}

/** What lies in the group: repositories that were published to, or that pass on an upstream. */
type MakeMember = (driver: ServedDriver, member: Member, project: string) => Promise<Place>;

const isPublic = (member: Member) => member === 'open';

const makeHosted: MakeMember = async (driver, member, project) => {
  const place = await makeRepository(admin, driver.format, { project, isPublic: isPublic(member) });
  const shelf = { client: admin, place };
  await publish(driver, shelf, versionOf[member]);
  await untilState(driver, shelf, versionOf[member], 'RELEASED');
  return place;
};

/** In a project of its own each: a hosted repository beside a proxy would claim the name. */
const makePassedOn: MakeMember = async (driver, member, project) => {
  const upstream = await makeRepository(admin, driver.format, { isPublic: true });
  const shelf = { client: admin, place: upstream };
  await publish(driver, shelf, versionOf[member]);
  await untilState(driver, shelf, versionOf[member], 'RELEASED');
  return makeProxy(admin, driver.format, {
    upstreamUrl: await addressOf(admin, upstream),
    project,
    isPublic: isPublic(member),
  });
};

const layouts = [
  { layout: 'hosted repositories', makeMember: makeHosted },
  { layout: 'proxies', makeMember: makePassedOn },
];

async function makeProjects(): Promise<Projects> {
  const slugs = await Promise.all([...members, 'group'].map(() => makeProject(admin)));
  const [open = '', near = '', far = '', inner = '', group = ''] = slugs;
  return { open, near, far, inner, group };
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Without what differs between two moments, two versions and what they are made of. */
async function answerTo(client: Client, address: Address, version: string): Promise<Answer> {
  const answer = await read(client, address);
  const text = (await answer.text())
    .replaceAll(/"requestId":"[^"]+"/g, '')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z?|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g, 'THEN')
    .replaceAll(version, 'VERSION')
    .replaceAll(/sha256:[0-9a-f]{64}/g, 'DIGEST');
  return { status: answer.status, text };
}

describe.each(
  supplied.flatMap((driver) => layouts.map((each) => ({ ...each, driver, format: driver.format }))),
)('a group of $layout: $format', ({ driver, makeMember }) => {
  let group: Place;
  let projects: Projects;
  let callers: ReadonlyMap<string, Caller>;
  /** What each member holds, as the administrator gets it, who is the first to ask. */
  let bytes: ReadonlyMap<Member, string>;

  beforeAll(async () => {
    projects = await makeProjects();
    const places = await Promise.all(
      members.map((member) => makeMember(driver, member, projects[member])),
    );
    const paths = places.map(({ path }) => path);
    const nested = await makeGroup(admin, driver.format, { members: paths.slice(-1) });
    group = await makeGroup(admin, driver.format, {
      project: projects.group,
      members: [...paths.slice(0, -1), nested.path],
      isPublic: true,
    });
    callers = new Map((await callersOf(projects)).map((caller) => [caller.name, caller]));
    const held: [Member, string][] = [];
    for (const member of members) {
      const answer = await read(admin, driver.direct(group, versionOf[member]));
      const text = Buffer.from(await answer.arrayBuffer()).toString('base64');
      if (!answer.ok) throw new Error(`${member}: ${answer.status} ${atob(text).slice(0, 500)}`);
      held.push([member, text]);
    }
    bytes = new Map(held);
  }, setUpTimeoutMs);

  it.each(callerNames)(
    'shows each caller what they may read: %s',
    async (name) => {
      const caller = callers.get(name);
      if (caller === undefined) throw new Error(`nobody is ${name}`);
      const { client, reads, downloads } = caller;
      for (const index of driver.indexes) {
        const offered = await offeredBy(index, { client, place: group });
        expect(offered.toSorted()).toEqual(reads.map((member) => versionOf[member]));
      }
      for (const member of downloads) {
        const answer = await read(client, driver.direct(group, versionOf[member]));
        const text = Buffer.from(await answer.arrayBuffer()).toString('base64');
        expect(answer.status, member).toBe(200);
        expect(text, member).toBe(bytes.get(member));
      }
      for (const member of reads.filter((each) => !downloads.includes(each))) {
        const answer = await read(client, driver.direct(group, versionOf[member]));
        expect(answer.ok, await answer.text()).toBe(false);
      }
      for (const member of members.filter((each) => !reads.includes(each))) {
        await expectNothingOf(client, member);
      }
    },
    testTimeoutMs,
  );

  /** Every address that could tell of it answers as for a version that nobody has. */
  async function expectNothingOf(client: Client, member: Member): Promise<void> {
    const version = versionOf[member];
    const twins = everyAddress(driver, group, nowhere);
    for (const [at, address] of everyAddress(driver, group, version).entries()) {
      const told = await answerTo(client, address, version);
      const twin = twins[at];
      if (twin === undefined) throw new Error('both have the same addresses');
      expect(told, address.path).toEqual(await answerTo(client, twin, nowhere));
      expect(told.text, address.path).not.toContain(projects[member]);
    }
    for (const index of driver.indexes) {
      const text = await (await read(client, index.at(group))).text();
      expect(text).not.toContain(version);
      expect(text).not.toContain(projects[member]);
    }
    for (const address of driver.others(group, versionOf.open)) {
      const text = await (await read(client, address)).text();
      expect(text, address.path).not.toContain(version);
    }
  }
});
