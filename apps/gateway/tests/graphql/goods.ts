import type { Prisma, PrismaClient } from '@bonded/database';
import { newId } from '@bonded/kernel';

/**
 * Where goods lie: a repository with one released and one held artifact, and everything that
 * hangs on them.
 */
export interface Shelf {
  readonly projectId: string;
  readonly project: string;
  readonly repositoryId: string;
  readonly repository: string;
  readonly packageId: string;
  readonly released: Goods;
  readonly held: Goods;
  readonly policyId: string;
  readonly sourceId: string;
  readonly refId: string;
}

/** One artifact, and the ids of what belongs to it. */
export interface Goods {
  readonly artifactId: string;
  readonly version: string;
  readonly fileId: string;
  readonly tagId: string;
  readonly scanId: string;
  readonly findingId: string;
  readonly componentId: string;
  readonly decisionId: string;
  readonly decisionNumber: string;
}

export interface ShelfWishes {
  readonly project: string;
  readonly repository: string;
  readonly isPublic?: boolean;
  readonly publishedById?: string;
}

/**
 * Fills a repository by writing rows: fast, and in states that take a worker to reach
 * otherwise.
 */
export async function shelf(prisma: PrismaClient, wishes: ShelfWishes): Promise<Shelf> {
  const project = await prisma.project.upsert({
    where: { slug: wishes.project },
    create: { id: newId(), slug: wishes.project, name: wishes.project },
    update: {},
  });
  const repository = await prisma.repository.create({
    data: {
      id: newId(),
      projectId: project.id,
      slug: wishes.repository,
      name: wishes.repository,
      format: 'NPM',
      isPublic: wishes.isPublic ?? false,
    },
  });
  const { id: packageId } = await prisma.package.create({
    data: { id: newId(), repositoryId: repository.id, name: `${wishes.repository}-package` },
  });
  const policy = await prisma.policy.create({
    data: {
      id: newId(),
      repositoryId: repository.id,
      version: 1,
      blockSeverity: 'high',
      blockMalware: true,
      holdUnscanned: true,
    },
  });
  const at = {
    repositoryId: repository.id,
    packageId,
    publishedById: wishes.publishedById ?? null,
  };
  const sourceName = `${wishes.repository}-source`;
  const source = await vcsSource(prisma, { repositoryId: repository.id, name: sourceName });
  return {
    sourceId: source.id,
    refId: source.refId,
    projectId: project.id,
    project: project.slug,
    repositoryId: repository.id,
    repository: repository.slug,
    packageId,
    policyId: policy.id,
    released: await goods(prisma, { ...at, version: '1.0.0', state: 'RELEASED' }),
    held: await goods(prisma, { ...at, version: '2.0.0', state: 'QUARANTINED' }),
  };
}

type GoodsWishes = Pick<
  Prisma.ArtifactUncheckedCreateInput,
  'repositoryId' | 'packageId' | 'version' | 'state' | 'publishedById'
>;

/** One artifact with a file, a tag, a scan, a finding, a component and a decision. */
export async function goods(prisma: PrismaClient, wishes: GoodsWishes): Promise<Goods> {
  const digest = newId().replaceAll('-', '').repeat(2);
  const { repositoryId, packageId, version } = wishes;
  const artifactId = newId();
  await prisma.blob.create({ data: { digest, sizeBytes: 7n } });
  await prisma.artifact.create({
    data: {
      ...wishes,
      id: artifactId,
      sizeBytes: 7n,
      digest,
      metadata: {},
      scanStatus: 'SCANNED',
      scannedAt: new Date(),
      worstSeverity: 'high',
      highCount: 1,
    },
  });
  const ids = {
    fileId: newId(),
    tagId: newId(),
    scanId: newId(),
    findingId: newId(),
    componentId: newId(),
    decisionId: newId(),
  };
  const path = `${packageId}/${version}.tgz`;
  const contentType = 'application/octet-stream';
  await prisma.file.create({
    data: { id: ids.fileId, repositoryId, artifactId, path, digest, sizeBytes: 7n, contentType },
  });
  await prisma.tag.create({ data: { id: ids.tagId, packageId, artifactId, name: `v${version}` } });
  await prisma.scan.create({
    data: { id: ids.scanId, artifactId, status: 'SCANNED', scanner: 'osv', finishedAt: new Date() },
  });
  await describe(prisma, artifactId, ids);
  const decisionNumber = `BD-${ids.decisionId.slice(-6).toUpperCase()}`;
  await prisma.decision.create({
    data: {
      id: ids.decisionId,
      number: decisionNumber,
      kind: 'PUBLISH',
      effect: wishes.state === 'RELEASED' ? 'ALLOW' : 'DENY',
      repositoryId,
      artifactId,
      subject: `${packageId}@${version}`,
      rule: 'severity',
      reasons: ['A known high vulnerability.'],
      facts: {},
      policy: {},
      fingerprint: ids.decisionId,
      note: 'a note',
    },
  });
  return { artifactId, version, ...ids, decisionNumber };
}

async function describe(
  prisma: PrismaClient,
  artifactId: string,
  ids: { scanId: string; findingId: string; componentId: string },
): Promise<void> {
  const purl = 'pkg:npm/left-pad@1.0.0';
  await prisma.component.create({
    data: {
      id: ids.componentId,
      artifactId,
      purl,
      ecosystem: 'npm',
      name: 'left-pad',
      version: '1.0.0',
      versionIsExact: true,
      relation: 'dependency',
    },
  });
  await prisma.finding.create({
    data: {
      id: ids.findingId,
      scanId: ids.scanId,
      kind: 'vulnerability',
      advisoryId: 'GHSA-0000-0000-0001',
      aliases: ['CVE-2030-0001'],
      componentPurl: purl,
      relation: 'dependency',
      severity: 'high',
      score: 7.5,
      title: 'It pads too far',
      fixedIn: ['1.0.1'],
    },
  });
}

/** A source of a package of its own, with one tag. */
export async function vcsSource(
  prisma: PrismaClient,
  { repositoryId, name }: { readonly repositoryId: string; readonly name: string },
): Promise<{ readonly id: string; readonly refId: string }> {
  const created = await prisma.package.create({ data: { id: newId(), repositoryId, name } });
  const { id: sourceId } = await prisma.vcsSource.create({
    data: {
      id: newId(),
      repositoryId,
      packageId: created.id,
      name,
      kind: 'GIT',
      url: 'https://forge.test/acme/tool',
      sealedHookSecret: new Uint8Array(1),
      dueAt: new Date(),
    },
  });
  const { id: refId } = await prisma.vcsRef.create({
    data: { id: newId(), sourceId, kind: 'TAG', name: 'v1.0.0', commit: 'a'.repeat(40) },
  });
  return { id: sourceId, refId };
}
