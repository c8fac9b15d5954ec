import type { Artifact, Component, File, Repository } from '@bonded/database';
import { parseDigest } from '@bonded/kernel';
import type { ScanComponent, ScanSubject } from '@bonded/scanner';
import type { Ports } from '../ports.ts';

export type SubjectArtifact = Artifact & {
  readonly repository: Repository;
  readonly files: readonly File[];
  readonly components: readonly Component[];
};

/** What scanners see of an artifact: its components by name, its bytes on demand. */
export function loadSubject(ports: Pick<Ports, 'blobs'>, artifact: SubjectArtifact): ScanSubject {
  return {
    format: artifact.repository.format,
    components: artifact.components.map(componentOf),
    files: artifact.files.map((file) => ({
      path: file.path,
      digest: file.digest,
      sizeBytes: Number(file.sizeBytes),
      open: async (signal) => {
        const options = { signal, reusesMemory: true };
        return (await ports.blobs.read(parseDigest(file.digest), options)).chunks;
      },
    })),
  };
}

/** Two that share it are one component, whichever file said so. */
export function componentKey({
  purl,
  relation,
}: {
  readonly purl: string;
  readonly relation: string;
}): string {
  return `${relation} ${purl}`;
}

export function componentOf(row: Component): ScanComponent {
  const { purl, ecosystem, name, version, versionIsExact, licence } = row;
  // NOTE: the relation was written from a ScanComponent.
  const relation = row.relation as ScanComponent['relation'];
  const base = { purl, ecosystem, name, version, versionIsExact, relation };
  return licence === null ? base : { ...base, licence };
}
