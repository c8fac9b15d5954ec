import {
  artifactNotFound,
  lookUpPackage,
  lookUpVersion,
  type PublishArtifactInput,
} from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import type { FormatPorts } from '../format.ts';
import { provenanceInvalid } from './codec/errors.ts';
import { readProvenance } from './codec/provenance.ts';
import { provenanceFile } from './describe-helm.ts';
import { readMetadata, writeMetadata } from './stored-metadata.ts';

export interface ArrivedProvenance {
  readonly repository: RepositoryWithProject;
  readonly bytes: Buffer;
  readonly staged: StagedBlob;
}

/** A provenance as what to add to its chart, which is there and is the one that it vouches for. */
export async function describeProvenance(
  ports: Pick<FormatPorts, 'database'>,
  { repository, bytes, staged }: ArrivedProvenance,
): Promise<PublishArtifactInput> {
  const isForeign = repository.kind === 'PROXY';
  const { name, version, digest } = readProvenance(bytes, { isForeign });
  const found = await lookUpPackage(ports, { repositoryId: repository.id, name });
  const existing = found && (await lookUpVersion(ports, { packageId: found.id, version }));
  if (!existing) throw artifactNotFound(`There is no ${name} ${version} here.`);
  if (existing.digest !== digest) {
    throw provenanceInvalid(`The provenance is of another ${name} ${version}.`);
  }
  return {
    repository,
    name,
    version,
    metadata: writeMetadata(readMetadata(existing.metadata)),
    files: [provenanceFile(name, version, staged)],
    components: [],
    onExisting: { kind: 'join' },
  };
}
