import type { KeyEncryptionKey } from '@bonded/auth';
import type { Prisma } from '@bonded/database';
import type { PublishArtifactInput } from '../artifacts/index.ts';
import type { Ports, StagedBlob } from '../ports.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';

export interface UpstreamsPorts
  extends Pick<
    Ports,
    | ('database' | 'caches' | 'blobs' | 'clock' | 'egress' | 'events')
    | ('formats' | 'addresses' | 'scanners')
  > {
  readonly keks: readonly KeyEncryptionKey[];
  /** Turns bytes into what to publish, by the repository's format. */
  readonly describe: (
    arrival: {
      readonly repository: RepositoryWithProject;
      readonly path: string;
      readonly contentType: string | null;
      readonly staged: StagedBlob;
      /** What upstream's index says of the version, in the format's own words. */
      readonly told?: Prisma.InputJsonObject;
      /** What upstream states about the file, as it came. */
      readonly statement?: Buffer | null;
    },
    signal: AbortSignal,
  ) => Promise<PublishArtifactInput>;
}
