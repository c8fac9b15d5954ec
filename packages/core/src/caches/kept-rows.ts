import type { Artifact, File, Package, Project, Repository } from '@bonded/database';

export type RepositoryWithProject = Repository & { readonly project: Project };

/** A file with what it belongs to: enough to judge and to serve it. */
export type StoredFile = File & { readonly artifact: Artifact & { readonly package: Package } };

export const withArtifact = { artifact: { include: { package: true } } } as const;
