import type { BlobStore, PartialStore } from '@bonded/blob-store';
import type { Database } from '@bonded/database';
import type { Egress } from '@bonded/egress';
import type { Clock } from '@bonded/kernel';
import type { Scanner } from '@bonded/scanner';
import type { ReadCaches } from './caches/index.ts';
import type { EventBus } from './events/index.ts';
import type { ServedFormat } from './repositories/served-format.ts';
import type { Sources } from './repositories/sources.ts';
import type { Upstreams } from './repositories/upstreams.ts';

/**
 * Everything a use case may need. Each asks for its own part: `Pick<Ports, 'database' | 'clock'>`.
 */
export interface Ports {
  readonly database: Database;
  readonly clock: Clock;
  readonly blobs: BlobStore;
  readonly partials: PartialStore;
  readonly scanners: readonly Scanner[];
  readonly formats: readonly ServedFormat[];
  readonly events: EventBus;
  readonly addresses: Addresses;
  readonly caches: ReadCaches;
  /** The one way out to the network. */
  readonly egress: Egress;
  readonly upstreams: Upstreams;
  readonly sources: Sources;
}

/** How clients reach us: absolute, without a trailing slash. */
export interface Addresses {
  readonly publicUrl: string;
  readonly blobUrl: string;
  readonly consoleUrl: string;
}

export type { BlobStore, ByteRange, PartialStore, StagedBlob } from '@bonded/blob-store';
export type { Egress, EgressRequest, EgressResponse } from '@bonded/egress';
export type { ByteScanner, Finding, ScanComponent, Scanner, Severity } from '@bonded/scanner';
export { type PackageUrlParts, packageUrl } from '@bonded/scanner';
export {
  type EcosystemName,
  mavenOrder,
  normalisePackagistVersion,
  purlOf,
} from '@bonded/scanner/advisories';
