import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Client,
  clientWith,
  makeKey,
  makeKeyWithId,
  makeRepository,
  makeUser,
  type Place,
  randomName,
  revokeKey,
  signIn,
} from '../stack/api.ts';

/** Who knocks. All but the outsider and the anonymous one have a role in the project under test. */
const principals = [
  'anonymous',
  'consumer',
  'publisher',
  'auditor',
  'admin',
  'outsider',
  'readKey',
  'expiredKey',
  'revokedKey',
  'disabled',
] as const;
type Principal = (typeof principals)[number];

/**
 * 2xx, or a refusal that is the same as for a thing that is not there, or one that says what is
 * missing.
 */
type Answer = 'yes' | 'hidden' | 'refused' | 'sign in';

interface Door {
  readonly name: string;
  readonly knock: (client: Client) => Promise<number>;
  readonly answers: Readonly<Record<Principal, Answer>>;
}

let admin: Client;
let place: Place;
let npmPlace: Place;
let clients: Readonly<Record<Principal, Client>>;

const everybodyOut = {
  anonymous: 'sign in',
  outsider: 'hidden',
  expiredKey: 'sign in',
  revokedKey: 'sign in',
  disabled: 'sign in',
} as const;

/** Released content: every reader, which an auditor is of words and not of bytes. */
const download = {
  ...everybodyOut,
  consumer: 'yes',
  publisher: 'yes',
  auditor: 'refused',
  admin: 'yes',
  readKey: 'yes',
} as const;
const publish = {
  ...everybodyOut,
  consumer: 'refused',
  publisher: 'yes',
  auditor: 'refused',
  admin: 'yes',
  readKey: 'refused',
} as const;

function status(response: Response): Promise<number> {
  return response.arrayBuffer().then(() => response.status);
}

const doors: readonly Door[] = [
  {
    name: 'raw GET',
    knock: (client) => client.fetch(`/raw/${place.path}/file.txt`).then(status),
    answers: download,
  },
  {
    name: 'raw HEAD',
    knock: (client) => client.fetch(`/raw/${place.path}/file.txt`, { method: 'HEAD' }).then(status),
    answers: download,
  },
  {
    name: 'raw GET with a range',
    knock: (client) =>
      client.fetch(`/raw/${place.path}/file.txt`, { headers: { range: 'bytes=0-1' } }).then(status),
    answers: download,
  },
  {
    name: 'raw PUT',
    knock: (client) =>
      client
        .fetch(`/raw/${place.path}/${randomName('new')}`, { method: 'PUT', body: 'x' })
        .then(status),
    answers: publish,
  },
  {
    name: 'npm packument',
    knock: (client) => client.fetch(`/npm/${npmPlace.path}/nothing-here`).then(status),
    // Who may read is told that the package is not there: 404 as well, so only the doors that
    // differ are judged.
    answers: {
      ...everybodyOut,
      consumer: 'hidden',
      publisher: 'hidden',
      auditor: 'hidden',
      admin: 'hidden',
      readKey: 'hidden',
    },
  },
  {
    name: 'npm publish',
    knock: (client) =>
      client
        .fetch(`/npm/${npmPlace.path}/some-package`, { method: 'PUT', body: 'no JSON' })
        .then(status)
        // What is no document is refused as such, but only after the right to send one was judged.
        .then((code) => (code === 400 ? 200 : code)),
    answers: { ...publish, outsider: 'hidden' },
  },
  {
    name: 'tus creation',
    knock: (client) => {
      const text = (value: string) => Buffer.from(value).toString('base64');
      const path = randomName('upload');
      return client
        .fetch(`${inject('blobUrl')}/uploads`, {
          method: 'POST',
          headers: {
            'tus-resumable': '1.0.0',
            'upload-length': '5',
            'upload-metadata': `repository ${text(place.path)},path ${text(path)}`,
          },
        })
        .then(status);
    },
    answers: publish,
  },
  {
    name: 'REST download by id',
    knock: async (client) => {
      const { artifacts } = await admin.graphql<{ artifacts: { nodes: { id: string }[] } }>(
        'query ($r: String!, $p: String!) { artifacts(first: 1, filter: { project: $p, repository: $r, search: "file.txt" }) { nodes { id } } }',
        { p: place.project, r: place.repository },
      );
      return client.fetch(`/api/artifacts/${artifacts.nodes[0]?.id}/download`).then(status);
    },
    answers: { ...download, anonymous: 'hidden' },
  },
];

beforeAll(async () => {
  admin = await signIn();
  place = await makeRepository(admin, 'RAW');
  npmPlace = await makeRepository(admin, 'NPM', { project: place.project });
  const elsewhere = await makeRepository(admin, 'RAW');
  const { project } = place;
  const consumer = await makeUser(admin, 'Consumer', { project });
  const publisher = await makeUser(admin, 'Publisher', { project });
  const disabled = await makeUser(admin, 'Admin', { project });
  const expiresAt = new Date(Date.now() + 3_000).toISOString();
  const expiredKey = clientWith(await makeKey(admin, { expiresAt }));
  const toRevoke = await makeKeyWithId(admin);
  const revokedKey = clientWith(toRevoke.secret);
  clients = {
    anonymous: clientWith(null),
    consumer,
    publisher,
    auditor: await makeUser(admin, 'Auditor', { project }),
    admin,
    outsider: await makeUser(admin, 'Admin', { project: elsewhere.project }),
    readKey: clientWith(
      await makeKey(publisher, {
        project,
        actions: ['repository:read', 'artifact:read', 'artifact:download'],
      }),
    ),
    expiredKey,
    revokedKey,
    disabled,
  };
  const put = await admin.fetch(`/raw/${place.path}/file.txt`, { method: 'PUT', body: 'content' });
  if (put.status !== 201) throw new Error(`the file is not there: ${put.status}`);
  await revokeKey(admin, toRevoke.id);
  await admin.graphql(
    'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { isDisabled } } }',
    { input: { id: disabled.userId, isDisabled: true } },
  );
  await untilRefused([expiredKey, revokedKey, disabled]);
});

/** D3.11: within five seconds, of which three are the key's own life. */
async function untilRefused(refused: readonly Client[]): Promise<void> {
  const deadline = Date.now() + 8_000;
  for (const client of refused) {
    while ((await client.fetch('/api/artifacts').then(status)) !== 401) {
      if (Date.now() > deadline) throw new Error('a dead credential still opens doors');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const statuses: Readonly<Record<Answer, readonly number[]>> = {
  yes: [200, 201, 204, 206],
  hidden: [404],
  refused: [403],
  'sign in': [401],
};

describe('D3.2 D3.3 every door gives every principal the answer that its roles say', () => {
  it.each(doors.flatMap((door) => principals.map((principal) => ({ door, principal }))))(
    '$door.name as $principal',
    async ({ door, principal }) => {
      const answer = door.answers[principal];
      const code = await door.knock(clients[principal]);
      expect(statuses[answer], `${answer} expected, ${code} given`).toContain(code);
    },
  );

  it('D3.5 answers the outsider alike for what exists and what does not', async () => {
    for (const path of [`/raw/${place.path}/file.txt`, `/npm/${npmPlace.path}/chalk`]) {
      const there = await clients.outsider.fetch(path);
      const absent = await clients.outsider.fetch(path.replace(place.project, 'no-such-project'));
      expect(there.status).toBe(absent.status);
      const body = async (response: Response) =>
        (await response.text()).replaceAll(/"requestId":"[^"]+"/g, '');
      expect(await body(there)).toBe(await body(absent));
    }
  });

  it('a signed address opens one file, for whoever holds it, and no other', async () => {
    const { artifacts } = await clients.consumer.graphql<{
      artifacts: { nodes: { files: { nodes: { downloadUrl: string; digest: string }[] } }[] };
    }>(
      'query ($p: String!) { artifacts(first: 1, filter: { project: $p, search: "file.txt" }) { nodes { files(first: 1) { nodes { downloadUrl digest } } } } }',
      { p: place.project },
    );
    const [file] = artifacts.nodes[0]?.files.nodes ?? [];
    const response = await fetch(file?.downloadUrl ?? '');
    expect(await response.text()).toBe('content');
    const other = (file?.downloadUrl ?? '').replace(file?.digest ?? '', 'a'.repeat(64));
    expect((await fetch(other)).status).toBe(403);
    const stripped = (file?.downloadUrl ?? '').replace(/\?token=.*/, '');
    expect((await fetch(stripped)).status).toBe(401);
  });
});
