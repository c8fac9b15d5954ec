import type { PublishArtifactInput } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import { contentTypeOf } from './codec/content-type.ts';

export interface RawFile {
  readonly repository: RepositoryWithProject;
  readonly path: string;
  readonly contentType: string | null;
  readonly staged: StagedBlob;
}

/** A raw file as an artifact: its path is the package, and each new content its next revision. */
export function describeRaw({
  repository,
  path,
  contentType,
  staged,
}: RawFile): PublishArtifactInput {
  return {
    repository,
    name: path,
    version: null,
    metadata: {},
    files: [{ path, contentType: contentTypeOf(path, contentType), staged }],
    components: [],
  };
}
