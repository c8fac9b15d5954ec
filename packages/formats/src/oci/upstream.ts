import { formatNamedDigest, readNamedDigest } from '@bonded/core/deposits';
import type {
  FrontAnswer,
  LocatedFile,
  Referring,
  UpstreamDocument,
  UpstreamFormat,
  UpstreamPart,
  UpstreamSource,
  WholeFile,
} from '@bonded/core/repositories';
import { AppError } from '@bonded/kernel';
import { digestOf } from './codec/digest.ts';
import { manifestFilePath } from './codec/file-paths.ts';
import { manifestBytesMax, readManifest } from './codec/manifest.ts';
import { manifestTypes, mediaTypes, sentManifestType } from './codec/media-types.ts';
import {
  type OciUpstream,
  pullScopeOf,
  readManifestPath,
  upstreamImagePath,
} from './codec/upstream-address.ts';
import { nextPageOf, readReferrers, readTagList } from './codec/upstream-lists.ts';

/** Of lists that go on and on. */
const pagesMax = 200;
const tagsPageSize = 1_000;

/**
 * Another registry of images. A manifest is asked for by its digest and brings its config and
 * layers; an index names manifests, which are asked for when a client asks. Tags are told with
 * their digests by HEAD, which registries that count pulls do not count.
 */
export const ociUpstream: UpstreamFormat = {
  packageOf: (path) => readManifestPath(path)?.image ?? null,
  // Which versions there are, nothing lists: tags lead to some of them.
  read: () => Promise.resolve(null),
  locate: (source, path) => Promise.resolve(locate(source, path)),
  pathsOf: (image, version) => [manifestFilePath(image, version)],
  partsOf,
  scopeOf: pullScopeOf,
  front: { address: '/v2/', sendsForTokens: true, isOurs: isRegistry },
  tagged: { versionOf, tagsOf, referringTo },
};

/** Nobody writes a page for people at the address at which only clients begin. */
function isRegistry({ contentType, start }: FrontAnswer): boolean {
  return !contentType.includes('html') && !start.trimStart().startsWith('<');
}

function locate(source: UpstreamSource, path: string): LocatedFile | null {
  const wanted = readManifestPath(path);
  if (wanted === null) return null;
  const { image, digest } = wanted;
  const version = formatNamedDigest(digest);
  const address = `${upstreamImagePath(source, image)}/manifests/${version}`;
  const digests = { [digest.algorithm]: digest.hex };
  const file = { path, address, digests, bytesMax: manifestBytesMax, accept: manifestTypes };
  const isUndated = true;
  return { name: image, version, publishedAt: null, file, mayBeAbsent: true, isUndated };
}

/** Errors: those of reading manifests. */
function partsOf(
  source: OciUpstream,
  { path, bytes, contentType }: WholeFile,
): readonly UpstreamPart[] {
  const image = readManifestPath(path)?.image ?? '';
  const { blobs } = readManifest(bytes, sentManifestType(contentType));
  return blobs.map((blob) => {
    const digest = formatNamedDigest(blob.digest);
    const address = `${upstreamImagePath(source, image)}/blobs/${digest}`;
    return { digest, address, sizeBytes: blob.sizeBytes };
  });
}

async function versionOf(
  source: UpstreamSource,
  image: string,
  tag: string,
): Promise<string | null> {
  const address = `${upstreamImagePath(source, image)}/manifests/${tag}`;
  const asked = { name: 'docker-content-digest', accept: manifestTypes };
  const said = await source.header(address, asked);
  if (said === null || readNamedDigest(said) !== null) return said;
  // Not all servers say it, and some know no HEAD.
  const document = await source.get(address, { accept: manifestTypes });
  return document === null ? null : formatNamedDigest(digestOf(document.bytes, 'sha256'));
}

async function tagsOf(source: UpstreamSource, image: string): Promise<readonly string[] | null> {
  const first = `${upstreamImagePath(source, image)}/tags/list?n=${tagsPageSize}`;
  const pages = await readPages(source, first);
  return pages === null ? null : pages.flatMap(readTagList);
}

async function referringTo(
  source: UpstreamSource,
  image: string,
  version: string,
): Promise<readonly Referring[]> {
  const path = upstreamImagePath(source, image);
  const pages = await readPages(source, `${path}/referrers/${version}`).catch(absentIfUnknown);
  if (pages !== null) return pages.flatMap(readReferrers);
  // Distribution specification, "Referrers Tag Schema": what clients write where nothing lists.
  const tag = `${path}/manifests/${version.replace(':', '-')}`;
  const index = await source.get(tag, { accept: mediaTypes.index });
  return index === null ? [] : readReferrers(index);
}

/** Older registries refuse the address, each in its way. */
function absentIfUnknown(error: unknown): null {
  const status = error instanceof AppError ? error.details['status'] : undefined;
  if (typeof status === 'number' && status >= 400 && status < 500 && status !== 429) return null;
  throw error;
}

async function readPages(
  source: UpstreamSource,
  first: string,
): Promise<readonly UpstreamDocument[] | null> {
  const pages: UpstreamDocument[] = [];
  const seen = new Set<string>();
  for (let next: string | null = first; next !== null && pages.length < pagesMax; ) {
    seen.add(next);
    const page: UpstreamDocument | null = await source.get(next);
    if (page === null) return pages.length === 0 ? null : pages;
    pages.push(page);
    const following = nextPageOf(page);
    next = following === null || seen.has(following) ? null : following;
  }
  return pages;
}
