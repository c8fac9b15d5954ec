import { receiptText } from '@bonded/core/clearance';
import type { Artifact } from '@bonded/database';
import type { FormatPorts } from '../format.ts';
import type { PackumentSource, PackumentVersion } from './codec/packument.ts';
import { readMetadata } from './stored-metadata.ts';

/** npm's largest packages have some thousands of versions. */
const versionsMax = 20_000;

interface PackageRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Reads what a package's document is rendered from, or null when no version is left. */
export async function loadPackument(
  ports: Pick<FormatPorts, 'database' | 'addresses'>,
  target: PackageRow,
  baseUrl: string,
): Promise<PackumentSource | null> {
  const { prisma } = ports.database;
  const artifacts = await prisma.artifact.findMany({
    where: { packageId: target.id, deletedAt: null },
    orderBy: { createdAt: 'asc' },
    take: versionsMax,
  });
  if (artifacts.length === 0) return null;
  const tags = await prisma.tag.findMany({ where: { packageId: target.id } });
  const versionOf = new Map(artifacts.map(({ id, version }) => [id, version]));
  const receipts = await loadReceipts(ports, artifacts);
  const newest = artifacts.at(-1);
  return {
    name: target.name,
    baseUrl,
    createdAt: target.createdAt,
    modifiedAt: target.updatedAt,
    readme: newest === undefined ? null : readMetadata(newest.metadata).readme,
    distTags: Object.fromEntries(
      tags.flatMap(({ name, artifactId }) => {
        const version = versionOf.get(artifactId);
        return version === undefined ? [] : [[name, version]];
      }),
    ),
    versions: artifacts.map((artifact) => versionRow(artifact, receipts.get(artifact.id) ?? null)),
  };
}

function versionRow(artifact: Artifact, receipt: string | null): PackumentVersion {
  const { manifest, dist } = readMetadata(artifact.metadata);
  return {
    version: artifact.version,
    manifest,
    dist,
    publishedAt: artifact.createdAt,
    deprecated: artifact.deprecation,
    receipt,
  };
}

/** For each version that is not given out, the text of the decision that holds it. */
async function loadReceipts(
  ports: Pick<FormatPorts, 'database' | 'addresses'>,
  artifacts: readonly Artifact[],
): Promise<ReadonlyMap<string, string>> {
  const held = artifacts.filter(({ state }) => state !== 'RELEASED').map(({ id }) => id);
  if (held.length === 0) return new Map();
  const decisions = await ports.database.prisma.decision.findMany({
    where: { artifactId: { in: held }, kind: 'PUBLISH' },
    orderBy: [{ artifactId: 'asc' }, { createdAt: 'desc' }],
    distinct: ['artifactId'],
  });
  return new Map(
    decisions.map((decision) => [decision.artifactId, receiptText(ports.addresses, decision)]),
  );
}
