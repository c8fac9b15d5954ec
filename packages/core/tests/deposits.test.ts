import { type Actor, anonymousActor } from '@bonded/core/access';
import { deleteArtifact, deleteTag, publishArtifact, setTag } from '@bonded/core/artifacts';
import { releaseArtifact } from '@bonded/core/clearance';
import {
  expireDeposits,
  findStoredBlobs,
  formatNamedDigest,
  mountBlob,
  type NamedDigest,
  openBlob,
} from '@bonded/core/deposits';
import { describe, expect, it } from 'vitest';
import { bringDeposit, makeRepository, stage } from './goods.ts';
import { origin, signInAdmin, signInNew } from './people.ts';
import { codeOf, refusalOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const images = await makeRepository(warehouse, admin, { slug: 'images', format: 'OCI' });
const others = await makeRepository(warehouse, admin, {
  project: 'elsewhere',
  slug: 'images',
  format: 'OCI',
});
const home = { role: 'Publisher', project: 'harbour' };
const publisher = await signInNew(warehouse, admin, 'publisher', home);
const reader = await signInNew(warehouse, admin, 'reader', { ...home, role: 'Consumer' });
const nobody = anonymousActor(origin);

const app = { repository: images, packageName: 'app' };

/** Publishes a manifest that names blobs, as the format does. */
async function publishImage(digest: NamedDigest, text: string, name = 'app') {
  const place = { repositoryId: images.id, packageName: name };
  const stored = (await findStoredBlobs(ports, place, [digest])).get(formatNamedDigest(digest));
  const staged = await stage(warehouse, text);
  const version = `sha256:${staged.digest}`;
  const layer = stored ?? { digest: digest.hex as never, sizeBytes: 1, extraDigests: {} };
  const { artifact } = await publishArtifact(
    ports,
    publisher,
    {
      repository: images,
      name,
      version,
      metadata: {},
      files: [
        { path: `${name}/manifests/${version}`, contentType: 'text/plain', staged },
        { path: `${name}/${version}/blobs/x`, contentType: 'text/plain', staged: layer },
      ],
      components: [],
    },
    signal,
  );
  return artifact;
}

const open = (actor: Actor, digest: NamedDigest, isForHeaders = false) =>
  openBlob(ports, actor, { ...app, digest, isForHeaders });

describe('a deposit', () => {
  it('is for who may publish until an artifact names it, then under its decision', async () => {
    const digest = await bringDeposit(warehouse, publisher, { ...app, bytes: 'a layer' });
    expect(await open(publisher, digest)).toMatchObject({ digest: digest.hex });
    expect(await codeOf(open(reader, digest))).toBe('BLOB_UNKNOWN');
    expect(await codeOf(open(nobody, digest))).toBe('UNAUTHENTICATED');

    const { id } = await publishImage(digest, 'manifest');
    expect(await codeOf(open(publisher, digest))).toBe('ARTIFACT_HELD');
    // Who pushes the next image that has it asks whether it is there, and need not send it again.
    expect(await open(publisher, digest, true)).toMatchObject({ digest: digest.hex });
    expect(await codeOf(open(reader, digest, true))).toBe('ARTIFACT_HELD');
    expect((await refusalOf(open(reader, digest))).message).toMatch(/BD-/);

    await releaseArtifact(ports, admin, { id, note: 'Looked at.' });
    // Heard of by this process as by all others.
    const opened = () =>
      open(reader, digest).then(
        (blob) => blob.digest,
        () => null,
      );
    await expect.poll(opened).toBe(digest.hex);
    await deleteArtifact(ports, admin, { id });
    await expect.poll(() => codeOf(open(reader, digest))).toBe('BLOB_UNKNOWN');
  });

  it('is published from by its own package alone', async () => {
    const digest = await bringDeposit(warehouse, publisher, { ...app, bytes: 'private' });
    expect(await codeOf(publishImage(digest, 'thief', 'thief'))).toBe('BLOB_NOT_DEPOSITED');
    const first = await publishImage(digest, 'owner');
    const second = await publishImage(digest, 'owner too');
    expect(second.id).not.toBe(first.id);
  });

  it('is mounted by who can read it where it is, and says nothing to others', async () => {
    const secret = { repository: others, packageName: 'secret' };
    const digest = await bringDeposit(warehouse, admin, { ...secret, bytes: 'their layer' });
    const from = { project: 'elsewhere', repository: 'images', packageName: 'secret' };
    const absent = { algorithm: 'sha256', hex: 'f'.repeat(64) } as NamedDigest;
    const mount = (actor: Actor, wanted: NamedDigest) =>
      mountBlob(ports, actor, { ...app, digest: wanted, from });
    expect(await mount(publisher, digest)).toBe(false);
    expect(await mount(publisher, absent)).toBe(false);
    expect(await codeOf(open(publisher, digest))).toBe('BLOB_UNKNOWN');
    expect(await mount(admin, absent)).toBe(false);
    expect(await mount(admin, digest)).toBe(true);
    expect(await open(publisher, digest)).toMatchObject({ digest: digest.hex });
    expect(await codeOf(mount(reader, digest))).toBe('ACCESS_DENIED');
  });

  it('is forgotten when its time is over', async () => {
    const digest = await bringDeposit(warehouse, publisher, { ...app, bytes: 'abandoned' });
    const expiresAt = new Date(0);
    await prisma.pendingBlob.updateMany({ where: { digest: digest.hex }, data: { expiresAt } });
    expect(await expireDeposits(ports, signal)).toBe(1);
    expect(await codeOf(open(publisher, digest))).toBe('BLOB_UNKNOWN');
  });
});

describe('a tag of images', () => {
  it('moves by the convention, and where the repository says so stays', async () => {
    const digest = await bringDeposit(warehouse, publisher, { ...app, bytes: 'tagged' });
    const [one, two] = [await publishImage(digest, 'one'), await publishImage(digest, 'two')];
    const { packageId } = one;
    const point = ({ version }: typeof one) =>
      setTag(ports, publisher, { packageId, name: 'latest', version });
    await point(one);
    await point(two);
    await prisma.repository.update({ where: { id: images.id }, data: { canOverwrite: false } });
    await point(two);
    expect(await codeOf(point(one))).toBe('TAG_IMMUTABLE');
    await prisma.repository.update({ where: { id: images.id }, data: { canDelete: false } });
    const remove = () => deleteTag(ports, publisher, { packageId, name: 'latest' });
    expect(await codeOf(remove())).toBe('ARTIFACT_DELETE_REFUSED');
    await prisma.repository.update({ where: { id: images.id }, data: { canDelete: true } });
    await remove();
  });
});
