import type { ArtifactKey } from '#lib/paths.ts';

interface NamedArtifact {
  readonly version: string;
  readonly package: { readonly name: string };
  readonly repository: { readonly slug: string; readonly project: { readonly slug: string } };
}

/** The address parts of an artifact, from any selection that holds its names. */
export function keyOf(artifact: NamedArtifact): ArtifactKey {
  return {
    project: artifact.repository.project.slug,
    repository: artifact.repository.slug,
    name: artifact.package.name,
    version: artifact.version,
  };
}
