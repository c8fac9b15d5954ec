import type { PublishArtifactInput } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';

export interface RawFile {
  readonly repository: RepositoryWithProject;
  readonly path: string;
  readonly contentType: string | null;
  readonly staged: StagedBlob;
}

const contentTypeFallback = 'application/octet-stream';
/** A media type without parameters that could smuggle anything into a header. */
const plainContentType = /^[\w!#$&^.+-]{1,64}\/[\w!#$&^.+-]{1,64}(?:; ?charset=[\w-]{1,32})?$/;

/** A raw file as an artifact: its path is the package, and each new content its next revision. */
export function describeRaw({
  repository,
  path,
  contentType,
  staged,
}: RawFile): PublishArtifactInput {
  const type = contentType !== null && plainContentType.test(contentType) ? contentType : null;
  return {
    repository,
    name: path,
    version: null,
    metadata: {},
    files: [{ path, contentType: type ?? contentTypeFallback, staged }],
    components: [],
  };
}
