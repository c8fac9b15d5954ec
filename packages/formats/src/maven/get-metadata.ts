import { artifactNotFound } from '@bonded/core/artifacts';
import { renderDocument, sendDocument } from '@bonded/http';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import type { MetadataAddress } from './codec/address.ts';
import { type ChecksumName, checksumHeaders } from './codec/checksum.ts';
import type { Listings } from './listings.ts';
import type { ServedGenerations } from './served-generations.ts';

export interface MetadataSources {
  readonly listings: Listings;
  readonly generations: ServedGenerations;
}

/** `GET {path}/maven-metadata.xml`, for artifacts, snapshots and groups of plugins. */
export async function getMetadata(
  { listings, generations }: MetadataSources,
  call: FormatCall,
  at: MetadataAddress,
): Promise<void> {
  requireReader(call);
  const metadata = await listings.metadata(call, at);
  if (metadata === null) throw artifactNotFound('There is nothing to tell at this path.');
  await generations.remember(call, at.path, metadata);
  call.reply.headers(checksumHeaders(metadata.checksums));
  sendDocument(call.request, call.reply, metadata.document, { cacheControl: cacheControl(call) });
}

/** `GET {path}/maven-metadata.xml.sha1` and its like: of the document that the caller has. */
export async function getMetadataChecksum(
  { listings, generations }: MetadataSources,
  call: FormatCall,
  { at, checksum }: { readonly at: MetadataAddress; readonly checksum: ChecksumName },
): Promise<void> {
  requireReader(call);
  const metadata = generations.recall(call, at.path) ?? (await listings.metadata(call, at));
  if (metadata === null) throw artifactNotFound('There is nothing to tell at this path.');
  await sendChecksum(call, metadata.checksums[checksum]);
}

export async function sendChecksum(call: FormatCall, hex: string): Promise<void> {
  const document = await renderDocument(hex, { contentType: 'text/plain' });
  sendDocument(call.request, call.reply, document, { cacheControl: cacheControl(call) });
}

function cacheControl({ repository }: FormatCall): string {
  return repository.isPublic ? 'public, no-cache' : 'private, no-cache';
}
