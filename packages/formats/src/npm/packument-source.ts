import type { PackageIndex } from '@bonded/core/supply';
import type { FormatPorts } from '../format.ts';
import type { PackumentSource } from './codec/packument.ts';
import { type SignedVersion, signVersion } from './codec/registry-signature.ts';
import { type NpmMetadata, readMetadata } from './stored-metadata.ts';

/** What a package's document is rendered from, or null when no version is left. */
export function packumentSource(
  ports: FormatPorts,
  index: PackageIndex,
  baseUrl: string,
): PackumentSource | null {
  const newest = index.versions.at(-1);
  if (newest === undefined) return null;
  const { name } = index.package;
  return {
    name,
    baseUrl,
    createdAt: index.package.createdAt,
    modifiedAt: index.package.updatedAt,
    readme: readMetadata(newest.metadata).readme,
    distTags: Object.fromEntries(index.tags),
    versions: index.versions.map((artifact) => {
      const { manifest, dist } = readMetadata(artifact.metadata);
      const { version } = artifact;
      return {
        version,
        manifest,
        dist: { ...dist, signature: signatureOf(ports, { name, version, dist }) },
        publishedAt: artifact.createdAt,
        deprecated: artifact.deprecation,
        receipt: index.receipts.get(artifact.id) ?? null,
      };
    }),
  };
}

interface NamedDist extends Pick<SignedVersion, 'name' | 'version'> {
  readonly dist: NpmMetadata['dist'];
}

/** The signature of the publish while its key is ours, so that a document stays the same. */
function signatureOf({ packageSigningKey }: FormatPorts, { dist, ...named }: NamedDist) {
  if (dist.signature?.keyid === packageSigningKey.keyId) return dist.signature;
  return signVersion(packageSigningKey, { ...named, integrity: dist.integrity });
}
