import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tarEnd, tarMember } from '../../../tests/tarballs.ts';
import { sourceOf } from '../../../tests/zips.ts';
import { readDockerArchive } from './docker-archive.ts';
import { ImageArchive } from './image-archive.ts';
import { readLayout } from './image-layout.ts';

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';

const tarOf = (...members: readonly Buffer[]) => Buffer.concat([...members, tarEnd]);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const open = (...members: readonly Buffer[]) =>
  ImageArchive.open(sourceOf(tarOf(...members)).source);
const json = (path: string, document: object) => tarMember({ path }, JSON.stringify(document));
const invalid: unknown = expect.objectContaining({ code: 'OCI_ARCHIVE_INVALID' });

function blob(document: object) {
  const bytes = Buffer.from(JSON.stringify(document));
  const hex = sha256(bytes);
  return { digest: `sha256:${hex}`, member: tarMember({ path: `blobs/sha256/${hex}` }, bytes) };
}

const named = (name: string) => ({ 'org.opencontainers.image.ref.name': name });
const image = (name: string) => blob({ schemaVersion: 2, name });
const described = ({ digest }: { digest: string }, more: object = {}) => ({
  mediaType: manifestType,
  digest,
  ...more,
});

describe('readLayout', () => {
  it('finds the one image, also below an index that has an attestation of it', async () => {
    const one = image('one');
    const about = image('about');
    const inner = blob({
      manifests: [
        described(one),
        described(about, { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } }),
      ],
    });
    const outer = { mediaType: indexType, digest: inner.digest, annotations: named('1.0') };
    const archive = await open(
      json('./index.json', { manifests: [outer] }),
      ...[one, about, inner].map(({ member }) => member),
    );
    const found = await readLayout(archive, null);
    expect(found).toMatchObject({ mediaType: manifestType, name: '1.0' });
    expect(`sha256:${found.digest.hex}`).toBe(one.digest);
  });

  it('takes of several the one whose tag was asked for, and none without', async () => {
    const [one, two] = [image('one'), image('two')];
    const manifests = [
      described(one, { annotations: named('1') }),
      described(two, { annotations: named('2') }),
    ];
    const archive = await open(json('index.json', { manifests }), one.member, two.member);
    expect(`sha256:${(await readLayout(archive, '2')).digest.hex}`).toBe(two.digest);
    await expect(readLayout(archive, null)).rejects.toThrow(invalid);
    await expect(readLayout(archive, '3')).rejects.toThrow(invalid);
  });

  it('refuses a manifest that is other bytes than its name, or not there', async () => {
    const { digest } = image('one');
    const index = json('index.json', { manifests: [described({ digest })] });
    const path = `blobs/sha256/${digest.slice(7)}`;
    const other = await open(index, tarMember({ path }, '{}'));
    await expect(readLayout(other, null)).rejects.toThrow(invalid);
    await expect(readLayout(await open(index), null)).rejects.toThrow(invalid);
  });
});

describe('readDockerArchive', () => {
  const config = (...diffIds: readonly string[]) =>
    json('c.json', { rootfs: { diff_ids: diffIds } });
  const saved = (...images: readonly object[]) => json('manifest.json', images);

  it('reads what was saved, through the links of older versions', async () => {
    const archive = await open(
      saved({ Config: 'c.json', RepoTags: ['app:1'], Layers: ['a/layer.tar', 'b/layer.tar'] }),
      config('sha256:a', 'sha256:a'),
      tarMember({ path: 'a/layer.tar' }, 'layer'),
      tarMember({ path: 'b/layer.tar', type: '2', linkPath: '../a/layer.tar' }),
    );
    const found = await readDockerArchive(archive);
    expect(found).toMatchObject({ name: 'app:1', diffIds: ['sha256:a', 'sha256:a'] });
    expect((await archive.bytes('b/layer.tar')).toString()).toBe('layer');
  });

  it('refuses several images, and layers that the config does not promise', async () => {
    const one = { Config: 'c.json', Layers: ['a'] };
    const several = await open(saved(one, one), config('sha256:a'));
    await expect(readDockerArchive(several)).rejects.toThrow(invalid);
    const more = await open(saved(one), config());
    await expect(readDockerArchive(more)).rejects.toThrow(invalid);
  });

  it('follows no link further, and none out of the archive', async () => {
    const link = (path: string, linkPath: string) => tarMember({ path, type: '2', linkPath });
    const archive = await open(link('a', 'b'), link('b', 'a'), link('c', '../../etc/passwd'));
    for (const path of ['a', 'c']) await expect(archive.bytes(path)).rejects.toThrow(invalid);
  });
});

describe('a tar file that is looked into', () => {
  it.each([
    ['cut off in a content', tarOf(tarMember({ path: 'a' }, 'x'.repeat(2000))).subarray(0, 1024)],
    ['no tar at all', Buffer.alloc(1024, 'hello')],
    ['one path twice', tarOf(tarMember({ path: 'a' }, '1'), tarMember({ path: './a' }, '2'))],
  ])('is refused where it is %s', async (_, bytes) => {
    await expect(ImageArchive.open(sourceOf(bytes).source)).rejects.toMatchObject({
      code: 'ARCHIVE_INVALID',
    });
  });
});
