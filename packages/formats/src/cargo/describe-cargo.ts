import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { purlOf, type StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import { componentsOf } from './codec/components.ts';
import type { CrateManifest } from './codec/manifest.ts';
import { crateNameKey, cratePath } from './codec/names.ts';
import { withoutBuild } from './codec/versions.ts';
import { writeMetadata } from './stored-metadata.ts';

export interface Crate {
  readonly repository: RepositoryWithProject;
  readonly staged: StagedBlob;
  readonly manifest: CrateManifest;
}

/** A crate as an artifact. Its version goes without build metadata: that makes no other version. */
export function describeCargo({ repository, staged, manifest }: Crate): PublishArtifactInput {
  const { name, description, licence } = manifest;
  const version = withoutBuild(manifest.version);
  return {
    repository,
    name,
    nameKey: crateNameKey(name),
    version,
    description,
    purl: purlOf('crates.io', name, version),
    ...(licence === null ? {} : { licence }),
    metadata: writeMetadata(manifest),
    files: [{ path: cratePath(name, version), contentType: 'application/gzip', staged }],
    components: componentsOf(manifest),
  };
}

/** The path of a repository's index, by which a manifest tells its own registry from others. */
export function indexPathOf(repository: RepositoryWithProject): string {
  return `/cargo/${repository.project.slug}/${repository.slug}`;
}

/** The same, of the registry that a client publishes to: of a group, the group's. */
export function indexPathAt(baseUrl: string): string {
  return `/cargo/${baseUrl.split('/').slice(-2).join('/')}`;
}
