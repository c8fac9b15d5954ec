import { type FolderPage, listFiles as listAllFiles, listFolder } from '@bonded/core/folders';
import { holdersFor } from '@bonded/core/repositories';
import type { FormatCall } from '../format.ts';
import { rawPath } from './codec/file-path.ts';
import { type Listing, renderListingHtml, renderListingJson } from './codec/listing.ts';

const pageSizeDefault = 100;
const pageSizeMax = 1_000;

/**
 * `GET {folder}/`: what lies in a folder that the caller may see, a page at a time (`?after=`,
 * `?limit=`); with `?recursive=true` all files below it instead. Of a proxy it is what was fetched,
 * since upstream need not tell; of a group, what its members hold.
 */
export async function listFiles(call: FormatCall): Promise<void> {
  const folder = call.segments.length === 0 ? '' : rawPath(call.segments);
  const listing = await loadListing(call, folder);
  const wantsHtml = (call.request.headers.accept ?? '').includes('text/html');
  const type = wantsHtml ? 'text/html; charset=utf-8' : 'application/json';
  const text = wantsHtml ? renderListingHtml(listing, call.baseUrl) : renderListingJson(listing);
  await call.reply
    .header('content-type', type)
    .header('cache-control', 'private, no-store')
    .header('vary', 'Accept')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .send(Buffer.from(text));
}

async function loadListing(call: FormatCall, folder: string): Promise<Listing> {
  const { folders, files, next } = await readPage(call, folder);
  return {
    folder,
    folders,
    next,
    files: files.map(({ path, digest, contentType, createdAt, sizeBytes }) => ({
      path,
      digest,
      contentType,
      createdAt,
      sizeBytes: Number(sizeBytes),
    })),
  };
}

async function readPage(call: FormatCall, folder: string): Promise<FolderPage> {
  const { ports, actor, repository, query } = call;
  const holders = await holdersFor(ports, actor, repository);
  const page = {
    repositoryIds: holders.map(({ id }) => id),
    folder,
    after: query.get('after'),
    limit: pageSizeOf(query.get('limit')),
  };
  if (holders.length === 0) return { folders: [], files: [], next: null };
  if (query.get('recursive') !== 'true') return listFolder(ports, actor, page);
  return { folders: [], ...(await listAllFiles(ports, actor, page)) };
}

function pageSizeOf(text: string | null): number {
  const wanted = Number(text ?? pageSizeDefault);
  if (!Number.isInteger(wanted) || wanted < 1) return pageSizeDefault;
  return Math.min(wanted, pageSizeMax);
}
