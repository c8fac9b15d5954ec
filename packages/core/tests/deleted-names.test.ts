import {
  deleteArtifact,
  deleteTag,
  lookUpDeletedTagged,
  openFile,
  setTag,
} from '@bonded/core/artifacts';
import { createRepository } from '@bonded/core/repositories';
import { openFile as openInSupply } from '@bonded/core/supply';
import { describe, expect, it } from 'vitest';
import { makeRepository, publish, runScans } from './goods.ts';
import { signInAdmin } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const admin = await signInAdmin(warehouse);
const images = await makeRepository(warehouse, admin, { slug: 'images', format: 'OCI' });
const files = await makeRepository(warehouse, admin, { slug: 'files', format: 'RAW' });

describe('a path of a deleted artifact', () => {
  const path = 'builds/tool.img';
  const put = (bytes: string) =>
    publish(warehouse, admin, { repository: files, name: path, version: null, bytes });
  const answer = async () => {
    ports.caches.files.clear();
    return openFile(ports, admin, { repository: files, path });
  };

  it('leads to what took its place, and to the last that was deleted there', async () => {
    const first = await put('first');
    await deleteArtifact(ports, admin, { id: first.artifact.id });
    expect(await codeOf(answer())).toBe('ARTIFACT_GONE');
    const second = await put('second');
    await runScans(warehouse);
    expect((await answer()).file.artifactId).toBe(second.artifact.id);
    await deleteArtifact(ports, admin, { id: second.artifact.id });
    expect(await codeOf(answer())).toBe('ARTIFACT_GONE');
    const last = await ports.database.prisma.deletedFile.findMany({
      where: { repositoryId: files.id, path },
    });
    expect(last).toMatchObject([{ artifactId: second.artifact.id }]);
  });

  it('leads nowhere once the version is there again by other paths', async () => {
    const { artifact } = await put('third');
    await deleteArtifact(ports, admin, { id: artifact.id });
    const restored = { state: 'QUARANTINED', deletedAt: null } as const;
    await ports.database.prisma.artifact.update({ where: { id: artifact.id }, data: restored });
    expect(await codeOf(answer())).toBe('ARTIFACT_NOT_FOUND');
  });
});

describe('a path of a group', () => {
  it('says of what a member deleted that it is gone, unless another member has it', async () => {
    const path = 'builds/shared.img';
    const [near, far] = [
      await makeRepository(warehouse, admin, { slug: 'near', format: 'RAW' }),
      await makeRepository(warehouse, admin, { slug: 'far', format: 'RAW' }),
    ];
    const group = await createRepository(ports, admin, {
      project: 'harbour',
      slug: 'both',
      format: 'RAW',
      kind: 'GROUP',
      members: ['near', 'far'],
    });
    const take = () => openInSupply(ports, admin, { repository: group, path });
    const put = (repository: typeof near) =>
      publish(warehouse, admin, { repository, name: path, version: null });
    expect(await codeOf(take())).toBe('ARTIFACT_NOT_FOUND');
    await deleteArtifact(ports, admin, { id: (await put(near)).artifact.id });
    expect(await codeOf(take())).toBe('ARTIFACT_GONE');
    const { artifact } = await put(far);
    await runScans(warehouse);
    expect((await take()).file.artifactId).toBe(artifact.id);
  });
});

describe('a tag of a deleted artifact', () => {
  const name = 'team/app';
  const push = (version: string, tag: string) =>
    publish(warehouse, admin, { repository: images, name, version, tags: [tag] });
  const behind = (tag: string) =>
    lookUpDeletedTagged(ports, { repositoryId: images.id, name, tag });

  it('is remembered with it, in its repository and package alone', async () => {
    const { artifact } = await push('one', 'v1');
    expect(await behind('v1')).toBeNull();
    await deleteArtifact(ports, admin, { id: artifact.id });
    expect(await behind('v1')).toBe('one');
    const elsewhere = { repositoryId: files.id, name, tag: 'v1' };
    expect(await lookUpDeletedTagged(ports, elsewhere)).toBeNull();
    const other = { repositoryId: images.id, name: 'team/other', tag: 'v1' };
    expect(await lookUpDeletedTagged(ports, other)).toBeNull();
  });

  it('is forgotten with the tag itself, wherever it was moved since', async () => {
    const { artifact } = await push('two', 'v2');
    const { packageId } = artifact;
    await deleteArtifact(ports, admin, { id: artifact.id });
    await push('three', 'other');
    await setTag(ports, admin, { packageId, name: 'v2', version: 'three' });
    await deleteTag(ports, admin, { packageId, name: 'v2' });
    expect(await behind('v2')).toBeNull();
  });
});
