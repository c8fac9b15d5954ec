import { authoriseDownload, type StoredFile } from '@bonded/core/artifacts';
import { openFile } from '@bonded/core/supply';
import { sendBlob } from '@bonded/http';
import { z } from 'zod';
import { blobSourceOf } from '../blob-source.ts';
import type { FormatCall } from '../format.ts';
import { type ChecksumName, checksumHeaders } from './codec/checksum.ts';
import { type MavenFile, pathOfVersion } from './codec/coordinates.ts';
import { fileKey } from './codec/snapshot-files.ts';
import { sendChecksum } from './get-metadata.ts';
import type { Listings } from './listings.ts';

const digests = z.object({ md5: z.string(), sha1: z.string(), sha512: z.string() });

/** `GET {path}`: one file, once its version is cleared. */
export async function getFile(
  listings: Listings,
  call: FormatCall,
  wanted: MavenFile,
): Promise<void> {
  const { ports, repository, request, reply } = call;
  const stored = await findStored(listings, call, wanted);
  const reach = repository.isPublic ? 'public' : 'private';
  const isFinal = (!wanted.isSnapshot || wanted.build !== null) && !repository.canOverwrite;
  await sendBlob(request, reply, blobSourceOf(ports, stored), {
    cacheControl: isFinal ? `${reach}, max-age=31536000, immutable` : `${reach}, no-cache`,
    fileName: stored.path.slice(stored.path.lastIndexOf('/') + 1),
    headers: checksumHeaders(checksumsOf(stored)),
  });
}

/** `GET {path}.sha1` and its like: never kept, always known. */
export async function getChecksum(
  listings: Listings,
  call: FormatCall,
  { file, checksum }: { readonly file: MavenFile; readonly checksum: ChecksumName },
): Promise<void> {
  const stored = await findStored(listings, call, file);
  await sendChecksum(call, checksumsOf(stored)[checksum]);
}

export function checksumsOf({ digest, extraDigests }: Pick<StoredFile, 'digest' | 'extraDigests'>) {
  return { ...digests.parse(extraDigests), sha256: digest };
}

/** The file at the path; `…-SNAPSHOT` without a time leads to the newest build that has it. */
async function findStored(
  listings: Listings,
  call: FormatCall,
  wanted: MavenFile,
): Promise<StoredFile> {
  const path = await pathFor(listings, call, wanted);
  const { ports, actor, repository } = call;
  return (await openFile(ports, actor, { repository, path })).file;
}

async function pathFor(listings: Listings, call: FormatCall, wanted: MavenFile): Promise<string> {
  if (!wanted.isSnapshot || wanted.build !== null) return wanted.path;
  // An upstream is asked for nobody who may not have what it gives.
  await authoriseDownload(call.ports, call.actor, call.repository, wanted.path);
  const listing = await listings.ofPackage(call, wanted, wanted.baseVersion);
  const snapshot = listing?.snapshots.get(wanted.baseVersion);
  const key = fileKey(wanted.classifier, wanted.extension);
  const build =
    snapshot?.released.get(key)?.value ?? snapshot?.partial ?? snapshot?.all.get(key)?.value;
  return build === undefined ? wanted.path : pathOfVersion(wanted, build);
}
