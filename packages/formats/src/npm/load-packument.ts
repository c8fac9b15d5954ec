import { readPackageIndex } from '@bonded/core/artifacts';
import type { FormatPorts } from '../format.ts';
import type { PackumentSource } from './codec/packument.ts';
import { readMetadata } from './stored-metadata.ts';

/** Reads what a package's document is rendered from, or null when no version is left. */
export async function loadPackument(
  ports: FormatPorts,
  packageId: string,
  baseUrl: string,
): Promise<PackumentSource | null> {
  const index = await readPackageIndex(ports, packageId);
  const newest = index.versions.at(-1);
  if (newest === undefined) return null;
  return {
    name: index.package.name,
    baseUrl,
    createdAt: index.package.createdAt,
    modifiedAt: index.package.updatedAt,
    readme: readMetadata(newest.metadata).readme,
    distTags: Object.fromEntries(index.tags),
    versions: index.versions.map((artifact) => {
      const { manifest, dist } = readMetadata(artifact.metadata);
      return {
        version: artifact.version,
        manifest,
        dist,
        publishedAt: artifact.createdAt,
        deprecated: artifact.deprecation,
        receipt: index.receipts.get(artifact.id) ?? null,
      };
    }),
  };
}
