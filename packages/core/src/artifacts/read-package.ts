import type { Artifact, File, Package } from '@bonded/database';
import { packageNotFound } from '../catalogue/index.ts';
import { receiptText } from '../clearance/index.ts';
import type { Ports } from '../ports.ts';

/** The largest packages of the public registries have some thousands of versions. */
const versionsMax = 20_000;

export interface PackageName {
  readonly repositoryId: string;
  readonly name: string;
}

/** A package by name, or null. For callers that were let into the repository already. */
export function lookUpPackage(
  ports: Pick<Ports, 'database'>,
  at: PackageName,
): Promise<Package | null> {
  return ports.database.prisma.package.findUnique({ where: { repositoryId_name: { ...at } } });
}

/** The same, or PACKAGE_NOT_FOUND. */
export async function requirePackage(
  ports: Pick<Ports, 'database'>,
  at: PackageName,
): Promise<Package> {
  const found = await lookUpPackage(ports, at);
  if (found === null) throw packageNotFound(`There is no package ${at.name} here.`);
  return found;
}

/** A package by any spelling that counts as its name, or null. */
export function lookUpPackageByKey(
  ports: Pick<Ports, 'database'>,
  at: { readonly repositoryId: string; readonly nameKey: string },
): Promise<Package | null> {
  return ports.database.prisma.package.findUnique({ where: { repositoryId_nameKey: { ...at } } });
}

/** The version of a package, if it was not deleted: only for who asks to act on it. */
export function lookUpVersion(
  ports: Pick<Ports, 'database'>,
  at: { readonly packageId: string; readonly version: string },
): Promise<Artifact | null> {
  return ports.database.prisma.artifact.findFirst({ where: { ...at, deletedAt: null } });
}

/** The file at a path, or null: only for who asks about the path itself, never for its bytes. */
export function lookUpFile(
  ports: Pick<Ports, 'database'>,
  at: { readonly repositoryId: string; readonly path: string },
): Promise<File | null> {
  return ports.database.prisma.file.findUnique({ where: { repositoryId_path: { ...at } } });
}

/** The versions that were not deleted, oldest first. */
export function listVersions(
  ports: Pick<Ports, 'database'>,
  packageId: string,
): Promise<readonly Artifact[]> {
  return ports.database.prisma.artifact.findMany({
    where: { packageId, deletedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: versionsMax,
  });
}

/** Which version each tag leads to. */
export async function listTags(
  ports: Pick<Ports, 'database'>,
  packageId: string,
): Promise<ReadonlyMap<string, string>> {
  const tags = await ports.database.prisma.tag.findMany({
    where: { packageId },
    include: { artifact: { select: { version: true } } },
    orderBy: { name: 'asc' },
  });
  return new Map(tags.map(({ name, artifact }) => [name, artifact.version]));
}

/** The version that a tag leads to, or null. For callers that were let into the repository. */
export async function lookUpTagged(
  ports: Pick<Ports, 'database'>,
  { repositoryId, name, tag }: PackageName & { readonly tag: string },
): Promise<string | null> {
  const found = await ports.database.prisma.tag.findFirst({
    where: { name: tag, package: { repositoryId, name } },
    include: { artifact: { select: { version: true } } },
  });
  return found?.artifact.version ?? null;
}

/** Everything that an index of a package is rendered from. */
export interface PackageIndex {
  readonly package: Package;
  readonly versions: readonly Artifact[];
  readonly tags: ReadonlyMap<string, string>;
  /** By artifact id, for each version that is not given out: the receipt that clients show. */
  readonly receipts: ReadonlyMap<string, string>;
}

/**
 * Reads an index as it stands now. The same for all readers of the repository, so it may be kept.
 */
export async function readPackageIndex(
  ports: Pick<Ports, 'database' | 'addresses'>,
  packageId: string,
): Promise<PackageIndex> {
  const target = await ports.database.prisma.package.findUniqueOrThrow({
    where: { id: packageId },
  });
  const versions = await listVersions(ports, packageId);
  return {
    package: target,
    versions,
    tags: await listTags(ports, packageId),
    receipts: await readReceipts(ports, versions),
  };
}

/** Why the artifact is not given out, as it stands now; null when it is. */
export async function readReceipt(
  ports: Pick<Ports, 'database' | 'addresses'>,
  artifactId: string,
): Promise<string | null> {
  const artifact = await ports.database.prisma.artifact.findUnique({ where: { id: artifactId } });
  if (artifact === null) return null;
  return (await readReceipts(ports, [artifact])).get(artifactId) ?? null;
}

async function readReceipts(
  ports: Pick<Ports, 'database' | 'addresses'>,
  versions: readonly Artifact[],
): Promise<ReadonlyMap<string, string>> {
  const held = versions.filter(({ state }) => state !== 'RELEASED').map(({ id }) => id);
  if (held.length === 0) return new Map();
  const decisions = await ports.database.prisma.decision.findMany({
    where: { artifactId: { in: held }, kind: 'PUBLISH' },
    orderBy: [{ artifactId: 'asc' }, { createdAt: 'desc' }],
    distinct: ['artifactId'],
  });
  return new Map(
    decisions.flatMap((decision) =>
      // What never came to be is asked for by nobody.
      decision.artifactId === null
        ? []
        : [[decision.artifactId, receiptText(ports.addresses, decision)] as const],
    ),
  );
}
