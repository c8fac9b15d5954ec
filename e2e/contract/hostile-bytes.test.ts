import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { makeRepository, randomName, signIn } from '../stack/api.ts';
import { packTarGz, packZip, tarMember, tarOf } from './archives.ts';
import type { Shelf } from './driver.ts';
import { oci } from './drivers/oci.ts';
import { raw } from './drivers/raw.ts';
import { atNoCost, unfinishedBytes } from './hostile/cost.ts';
import { expectRefusal, expectTusRefusal } from './hostile/envelopes.ts';
import { bomb, strayNames } from './hostile/hostile-archive.ts';
import { expectNoTrace, uploadWhole } from './hostile/knock.ts';
import { listArtifacts } from './versions.ts';

const admin = await signIn();
const version = '1.0.0';
const settleTimeoutMs = 60_000;

const shelfOf = async (format: 'RAW' | 'OCI'): Promise<Shelf> => ({
  client: admin,
  place: await makeRepository(admin, format),
});

interface Judged {
  readonly state: string;
  readonly scanStatus: string;
}

/** What became of the only artifact of a repository. */
async function judged({ place }: Shelf): Promise<Judged | undefined> {
  const { artifacts } = await admin.graphql<{ artifacts: { nodes: Judged[] } }>(
    `query ($p: String!, $r: String!) {
      artifacts(first: 1, filter: { project: $p, repository: $r }) { nodes { state scanStatus } }
    }`,
    { p: place.project, r: place.repository },
  );
  return artifacts.nodes[0];
}

/** Waits for the verdict, which must cost the worker nothing. */
function expectVerdict(shelf: Shelf, verdict: Judged): Promise<void> {
  return atNoCost('worker', async () => {
    await expect.poll(() => judged(shelf), { timeout: settleTimeoutMs }).toEqual(verdict);
  });
}

const cleared = { state: 'RELEASED', scanStatus: 'SCANNED' };
/** What nobody could look at is never cleared. */
const undecided = { state: 'QUARANTINED', scanStatus: 'FAILED' };

const packedBomb = () => gzipSync(bomb, { level: 1 });
const files: readonly (readonly [string, () => Buffer | Promise<Buffer>])[] = [
  ['a gzip bomb', packedBomb],
  ['a zip bomb', () => packZip({ bomb })],
  ['JSON of great depth', () => Buffer.from('['.repeat(1_000_000))],
  [
    'a zip file that is a page as well',
    async () =>
      Buffer.concat([Buffer.from('<script>alert(1)</script>'), await packZip({ a: 'b' })]),
  ],
];

it.each(files)('D5.7 keeps %s as the bytes that it is, by both doors', async (_, make) => {
  const bytes = await make();
  for (const service of ['gateway', 'blob'] as const) {
    const shelf = await shelfOf('RAW');
    const send = () =>
      service === 'gateway'
        ? raw.send(shelf, version, bytes)
        : uploadWhole(shelf, raw.uploadPath(version), bytes);
    const answer = await atNoCost('worker', () => atNoCost(service, send));
    expect(answer.status, await answer.text()).toBe(201);
    await expectVerdict(shelf, cleared);
    expect(await unfinishedBytes()).toEqual([]);
  }
});

const names = [
  ...strayNames,
  '%2e%2e/%2e%2e/bonded-escaped',
  'a/..',
  'a/.',
  'CON',
  'a/NUL.txt',
  'a.',
  'a ',
  'a\u202egpj.exe',
  'a\ud800b',
  'x'.repeat(5_000),
  `${'x/'.repeat(2_000)}x`,
].map((name) => [JSON.stringify(name.slice(0, 40)), name.toWellFormed()] as const);

it.each(names)('D5.9 D5.14 lets no name astray: %s', async (_, name) => {
  const shelf = await shelfOf('RAW');
  const path = `/raw/${shelf.place.path}/${encodeURIComponent(name)}`;
  const answer = await admin.fetch(path, { method: 'PUT', body: 'x' });
  if (!answer.ok) await expectRefusal('RAW', answer);
  const uploaded = await uploadWhole(shelf, name, Buffer.from('x'));
  if (!uploaded.ok) await expectTusRefusal(uploaded);
  for (const { package: made } of await listArtifacts(shelf)) {
    // What is let in is the plain name that it says, below the repository.
    expect(made.name).toBe(name);
    expect(made.name.split('/')).not.toContain('..');
  }
  expect(await unfinishedBytes()).toEqual([]);
});

const outside = () => gzipSync(tarOf(tarMember({ path: '../../../tmp/bonded-escaped' })));
const layers: readonly (readonly [string, Judged, () => Buffer])[] = [
  ['a bomb', cleared, packedBomb],
  ['a member that leads out of it', cleared, outside],
  ['a gzip file that is cut off', undecided, () => packTarGz({ a: 'b' }).subarray(0, -9)],
];

it.each(layers)('D5.5 D5.7 looks into a layer with %s at no cost', async (_, verdict, make) => {
  const shelf = await shelfOf('OCI');
  const layer = make();
  const answer = await atNoCost('worker', () => oci.send(shelf, version, layer));
  expect(answer.status, await answer.text()).toBe(201);
  await expectVerdict(shelf, verdict);
});

it('takes no image as a file', async () => {
  const shelf = await shelfOf('OCI');
  const path = oci.uploadPath(version);
  const answer = await uploadWhole(shelf, path, packTarGz({ [randomName('a')]: 'b' }));
  expect(answer.status).toBeLessThan(500);
  expect(answer.ok, await answer.text()).toBe(false);
  await expectNoTrace(admin, shelf);
});
