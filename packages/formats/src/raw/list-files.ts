import { listFiles as listVisibleFiles } from '@bonded/core/artifacts';
import type { FormatCall } from '../format.ts';
import { rawPath } from './codec/file-path.ts';
import { type Listing, renderListingHtml, renderListingJson } from './codec/listing.ts';

const pageSizeDefault = 100;
const pageSizeMax = 1_000;

/**
 * `GET {folder}/`: the files below a folder that the caller may see, a page at a time (`?after=`,
 * `?limit=`).
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
    .send(Buffer.from(text));
}

async function loadListing(call: FormatCall, folder: string): Promise<Listing> {
  const { files, next } = await listVisibleFiles(call.ports, call.actor, {
    repositoryId: call.repository.id,
    folder,
    after: call.query.get('after'),
    limit: pageSizeOf(call.query.get('limit')),
  });
  return {
    folder,
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

function pageSizeOf(text: string | null): number {
  const wanted = Number(text ?? pageSizeDefault);
  if (!Number.isInteger(wanted) || wanted < 1) return pageSizeDefault;
  return Math.min(wanted, pageSizeMax);
}
