import { deleteArtifact } from '@bonded/core/artifacts';
import { deleteDeposit, expireDeposits } from '@bonded/core/deposits';
import { createProject } from '@bonded/core/projects';
import { readQuota, updateQuota } from '@bonded/core/quotas';
import { deleteRepository } from '@bonded/core/repositories';
import { completeUpload } from '@bonded/core/uploads';
import { AppError, newId } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { bringDeposit, makeRepository, publish } from './goods.ts';
import { signInAdmin, signInNew } from './people.ts';
import { codeOf, refusalOf } from './refusal.ts';
import { append, openUpload, rawPorts, underLock } from './uploads.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);

const tenBytes = '0123456789';

/** A project of its own, with a limit and a repository of each kind. */
async function makeProject(limitBytes: bigint | null) {
  const project = `q-${newId()}`;
  const apples = await makeRepository(warehouse, admin, { project, slug: 'apples' });
  const crates = await makeRepository(warehouse, admin, { project, slug: 'crates', format: 'RAW' });
  const images = await makeRepository(warehouse, admin, { project, slug: 'images', format: 'OCI' });
  const { projectId } = apples;
  await updateQuota(ports, admin, { projectId, limitBytes });
  const used = async () => (await readQuota(prisma, projectId)).usedBytes;
  const put = (name: string, bytes: string, repository = apples) =>
    publish(warehouse, admin, { repository, name, version: '1.0.0', bytes });
  return { project, projectId, apples, crates, images, used, put };
}

/** What the rows say, counted anew. */
async function recount(projectId: string): Promise<bigint> {
  const [row] = await prisma.$queryRaw<{ bytes: bigint }[]>`
    SELECT COALESCE(sum(size_bytes), 0)::bigint AS bytes FROM blobs WHERE digest IN (
      SELECT digest FROM files JOIN repositories ON repositories.id = repository_id
      WHERE project_id = ${projectId}::uuid
      UNION SELECT digest FROM pending_blobs JOIN repositories ON repositories.id = repository_id
      WHERE project_id = ${projectId}::uuid)`;
  return row?.bytes ?? 0n;
}

describe('what a project holds', () => {
  it('is each blob once, whatever leads to it', async () => {
    const { put, used, crates, images } = await makeProject(null);
    await put('one', tenBytes);
    await put('two', tenBytes);
    await publish(warehouse, admin, {
      repository: crates,
      name: 'x',
      version: null,
      bytes: tenBytes,
    });
    await bringDeposit(warehouse, admin, { repository: images, packageName: 'i', bytes: tenBytes });
    expect(await used()).toBe(10n);
    const other = await makeProject(null);
    await other.put('one', tenBytes);
    expect(await other.used()).toBe(10n);
  });

  it('is less again once the last that led to a blob was deleted', async () => {
    const { put, used, projectId } = await makeProject(null);
    const [one, two] = [await put('one', tenBytes), await put('two', tenBytes)];
    await put('three', 'abc');
    await deleteArtifact(ports, admin, { id: one.artifact.id });
    expect(await used()).toBe(13n);
    await deleteArtifact(ports, admin, { id: two.artifact.id });
    expect(await used()).toBe(3n);
    expect(await recount(projectId)).toBe(3n);
  });

  it('counts deposits until they are taken back, expire, or go with their repository', async () => {
    const { used, images } = await makeProject(null);
    const at = { repository: images, packageName: 'app' };
    const digest = await bringDeposit(warehouse, admin, { ...at, bytes: 'taken back' });
    await bringDeposit(warehouse, admin, { ...at, bytes: 'expires' });
    expect(await used()).toBe(17n);
    await deleteDeposit(ports, admin, { ...at, digest });
    expect(await used()).toBe(7n);
    await prisma.pendingBlob.updateMany({
      where: { repositoryId: images.id },
      data: { expiresAt: new Date(0) },
    });
    await expireDeposits(ports, warehouse.signal);
    expect(await used()).toBe(0n);
    await bringDeposit(warehouse, admin, { ...at, bytes: 'left' });
    await deleteRepository(ports, admin, { id: images.id });
    expect(await used()).toBe(0n);
  });

  it('follows a raw file that gets other bytes', async () => {
    const { used, crates } = await makeProject(null);
    const file = { repository: { ...crates, canOverwrite: true }, name: 'f', version: null };
    await publish(warehouse, admin, { ...file, bytes: tenBytes });
    await publish(warehouse, admin, { ...file, bytes: 'abc' });
    expect(await used()).toBe(3n);
  });
});

describe('a limit', () => {
  it('refuses what goes beyond it, with a receipt, and leaves nothing of it', async () => {
    const { put, used, project, apples } = await makeProject(15n);
    await put('first', tenBytes);
    const refusal = await refusalOf(put('second', 'abcdefgh'));
    expect(refusal).toMatchObject({ code: 'QUOTA_EXCEEDED', kind: 'too-large' });
    const number = String(refusal.details['decision']);
    expect(refusal.message).toBe(
      `${project}/apples/second@1.0.0 is blocked by Bonded (${number}). Over quota: ${project} holds ` +
        `10 B of 15 B, and this needs 8 B more. See ${ports.addresses.consoleUrl}/decisions/${number}`,
    );
    expect(await used()).toBe(10n);
    const where = { repositoryId: apples.id, name: 'second' };
    expect(await prisma.package.count({ where })).toBe(0);
    const decision = await prisma.decision.findUniqueOrThrow({ where: { number } });
    expect(decision).toMatchObject({
      kind: 'PUBLISH',
      effect: 'DENY',
      rule: 'quota',
      artifactId: null,
      facts: { usedBytes: 10, neededBytes: 8 },
      policy: { limitBytes: 15 },
    });
    const event = {
      action: 'artifact.publish',
      outcome: 'REFUSED',
      repositoryId: apples.id,
    } as const;
    expect(await prisma.auditEvent.count({ where: event })).toBe(1);
    expect((await refusalOf(put('second', 'abcdefgh'))).details['decision']).toBe(number);
  });

  it('lets in what it holds already, and whatever fills it to the last byte', async () => {
    const { put, used } = await makeProject(10n);
    await put('first', tenBytes);
    await put('same', tenBytes);
    expect((await put('first', tenBytes)).isNew).toBe(false);
    expect(await codeOf(put('more', '!'))).toBe('QUOTA_EXCEEDED');
    expect(await used()).toBe(10n);
  });

  it('is passed by none of ten who publish at once', async () => {
    const { put, used, projectId } = await makeProject(35n);
    const names = Array.from({ length: 10 }, (_, at) => `racer-${at}`);
    const said = await Promise.all(
      names.map((name) =>
        put(name, `${tenBytes.slice(1)}${name.at(-1)}`).then(
          () => 'in',
          (error: unknown) => (error instanceof AppError ? error.code : String(error)),
        ),
      ),
    );
    expect(said.filter((word) => word === 'in')).toHaveLength(3);
    expect(said.filter((word) => word === 'QUOTA_EXCEEDED')).toHaveLength(7);
    expect(await used()).toBe(30n);
    expect(await recount(projectId)).toBe(30n);
  });

  it('gives room again for what was deleted', async () => {
    const { put } = await makeProject(10n);
    const { artifact } = await put('first', tenBytes);
    expect(await codeOf(put('second', 'second'))).toBe('QUOTA_EXCEEDED');
    await deleteArtifact(ports, admin, { id: artifact.id });
    expect((await put('second', 'second')).isNew).toBe(true);
  });

  it('below what is held takes nothing away, and lets nothing more in', async () => {
    const { put, used, projectId } = await makeProject(null);
    const { artifact } = await put('first', tenBytes);
    await updateQuota(ports, admin, { projectId, limitBytes: 4n });
    expect(await used()).toBe(10n);
    expect(await codeOf(put('second', '!'))).toBe('QUOTA_EXCEEDED');
    await deleteArtifact(ports, admin, { id: artifact.id });
    expect((await put('second', '!')).isNew).toBe(true);
  });

  it('is for deposits too', async () => {
    const { used, images } = await makeProject(12n);
    const at = { repository: images, packageName: 'app' };
    await bringDeposit(warehouse, admin, { ...at, bytes: tenBytes });
    const more = bringDeposit(warehouse, admin, { ...at, bytes: 'abc' });
    expect(await codeOf(more)).toBe('QUOTA_EXCEEDED');
    expect(await used()).toBe(10n);
    expect(await prisma.pendingBlob.count({ where: { repositoryId: images.id } })).toBe(1);
  });

  it('refuses an upload by its length, before the first byte', async () => {
    const { project } = await makeProject(5n);
    const wish = { repository: `${project}/crates`, path: 'large.bin', sizeBytes: 10 };
    expect(await codeOf(openUpload(warehouse, admin, wish))).toBe('QUOTA_EXCEEDED');
    expect(await prisma.upload.count({ where: { path: 'large.bin' } })).toBe(0);
  });

  it('fails an upload for good whose room was taken meanwhile', async () => {
    const { project, put, used } = await makeProject(12n);
    const wish = { repository: `${project}/crates`, path: 'late.bin', sizeBytes: 10 };
    const upload = await openUpload(warehouse, admin, wish);
    await append(warehouse, upload, { offsetBytes: 0, text: tenBytes });
    await put('first', 'taken');
    const completion = underLock(warehouse, upload, (claim) =>
      completeUpload(rawPorts(warehouse), admin, { upload, claim }),
    );
    expect(await codeOf(completion)).toBe('QUOTA_EXCEEDED');
    const row = await prisma.upload.findUniqueOrThrow({ where: { id: upload.id } });
    expect(row.state).toBe('FAILED');
    expect(row.failure).toMatch(/Over quota/);
    expect(await ports.partials.stat(upload.id, warehouse.signal)).toBeNull();
    expect(await used()).toBe(5n);
  });
});

describe('the word on how much', () => {
  it('is not that of who runs the project alone', async () => {
    const { projectId, project } = await makeProject(null);
    const owner = await signInNew(warehouse, admin, `o-${newId()}`, { role: 'Admin', project });
    const more = updateQuota(ports, owner, { projectId, limitBytes: null });
    expect(await codeOf(more)).toBe('ACCESS_DENIED');
  });

  it('is refused where it is no amount', async () => {
    const { id } = await createProject(ports, admin, { slug: `q-${newId()}`, name: 'Q' });
    for (const limitBytes of [-1n, 2n ** 61n]) {
      const word = updateQuota(ports, admin, { projectId: id, limitBytes });
      expect(await codeOf(word)).toBe('INVALID_INPUT');
    }
  });
});
