import { artifactNotFound } from '@bonded/core/artifacts';
import type { EventBus } from '@bonded/core/events';
import { immutableVersions } from '@bonded/core/repositories';
import { AppError, defineError } from '@bonded/kernel';
import type { Format, FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import { type Address, readAddress } from './codec/address.ts';
import { deleteVersion } from './delete.ts';
import { mavenDigests } from './describe-maven.ts';
import { renderMavenError } from './errors.ts';
import { getChecksum, getFile } from './get-file.ts';
import { getMetadata, getMetadataChecksum, type MetadataSources } from './get-metadata.ts';
import { ingestMaven } from './ingest.ts';
import { Listings } from './listings.ts';
import { putChecksum, putFile } from './put-file.ts';
import { putMetadata, putMetadataChecksum } from './put-metadata.ts';
import { ServedGenerations } from './served-generations.ts';
import { mavenUpstream } from './upstream.ts';

/** A method that Maven repositories do not know. */
const methodUnsupported = defineError('unsupported', 'MAVEN_METHOD_UNSUPPORTED');

/** What is read of each kind, and its checksums. */
const reads = {
  metadata: [':folder*/maven-metadata.xml', ':folder*/maven-metadata.xml.:checksum'],
  file: [':folder*/:file.:checksum', ':folder*/:file'],
} as const satisfies Record<Address['kind'], readonly string[]>;

/** Artifacts for Maven, Gradle, sbt and everything else that reads this layout. */
export function createMaven(events: EventBus): Format {
  const sources = { listings: new Listings(events), generations: new ServedGenerations() };
  return {
    id: 'MAVEN',
    kinds: ['HOSTED', 'PROXY', 'GROUP'],
    conventions: immutableVersions,
    fixed: [],
    versionOrder: 'Maven',
    mount: 'maven',
    allowsSlash: () => false,
    reads: [...reads.metadata, ...reads.file],
    handle: (call) => handle(sources, call),
    ingest: ingestMaven,
    extraDigests: mavenDigests,
    upstream: mavenUpstream,
    renderError: renderMavenError,
  };
}

function handle(sources: MetadataSources, call: FormatCall): Promise<void> {
  switch (call.method) {
    case 'GET':
    case 'HEAD':
      return get(sources, call);
    case 'PUT':
      return put(call, readAddress(call.segments));
    case 'DELETE':
      return deleteVersion(call);
    default:
      throw methodUnsupported(`Maven repositories do not know ${call.method}.`);
  }
}

function get(sources: MetadataSources, call: FormatCall): Promise<void> {
  const address = readableAddress(call);
  const { checksum } = address;
  if (address.kind === 'metadata') {
    const { at } = address;
    if (checksum === null) return getMetadata(sources, call, at);
    return getMetadataChecksum(sources, call, { at, checksum });
  }
  const { file } = address;
  if (checksum === null) return getFile(sources.listings, call, file);
  return getChecksum(sources.listings, call, { file, checksum });
}

/** Where nothing can be, nothing is: for readers that is no fault of theirs. */
function readableAddress(call: FormatCall): Address {
  try {
    return readAddress(call.segments);
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    requireReader(call);
    throw artifactNotFound('There is nothing at this path.', { cause });
  }
}

function put(call: FormatCall, address: Address): Promise<void> {
  const { checksum } = address;
  if (address.kind === 'metadata') {
    const { at } = address;
    return checksum === null ? putMetadata(call, at) : putMetadataChecksum(call, { at, checksum });
  }
  const { file } = address;
  return checksum === null ? putFile(call, file) : putChecksum(call, { file, checksum });
}
