import type { Artifact, File, Package } from '@bonded/database';

/** A file with what it belongs to: enough to judge and to serve it. */
export type StoredFile = File & { readonly artifact: Artifact & { readonly package: Package } };

export const withArtifact = { artifact: { include: { package: true } } } as const;
