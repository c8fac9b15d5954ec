import { defineError } from '@bonded/kernel';
import type { Format, FormatCall, IngestCall } from '../format.ts';
import { rawPath } from './codec/file-path.ts';
import { deleteFile } from './delete-file.ts';
import { describeRaw } from './describe-raw.ts';
import { renderRawError } from './errors.ts';
import { getFile } from './get-file.ts';
import { listFiles } from './list-files.ts';
import { putFile } from './put-file.ts';
import { rawUpstream } from './upstream.ts';

/** A method that raw repositories do not know. */
const methodUnsupported = defineError('unsupported', 'RAW_METHOD_UNSUPPORTED');

/** A trailing slash asks for what is in a folder. */
function read(call: FormatCall): Promise<void> {
  return call.hasTrailingSlash || call.segments.length === 0 ? listFiles(call) : getFile(call);
}

const methods: Readonly<Record<string, ((call: FormatCall) => Promise<void>) | undefined>> = {
  GET: read,
  HEAD: read,
  PUT: putFile,
  DELETE: deleteFile,
};

function handle(call: FormatCall): Promise<void> {
  const act = methods[call.method];
  if (act === undefined) throw methodUnsupported(`Raw repositories do not know ${call.method}.`);
  return act(call);
}

function ingest({ repository, path, contentType, staged }: IngestCall) {
  const safe = rawPath(path.split('/'));
  return Promise.resolve(describeRaw({ repository, path: safe, contentType, staged }));
}

/** Files by path, for everything that has no package manager. */
export const raw: Format = {
  id: 'RAW',
  kinds: ['HOSTED', 'PROXY', 'GROUP'],
  // A path may always get new content: each is a revision of its own, judged for itself.
  conventions: { canOverwrite: true, canDelete: true, canReuseVersions: true },
  fixed: ['canOverwrite', 'canReuseVersions'],
  mount: 'raw',
  allowsSlash: () => false,
  // A folder ends in a slash.
  reads: ['', ':folder*/', ':path*'],
  handle,
  ingest,
  extraDigests: [],
  upstream: rawUpstream,
  renderError: renderRawError,
};
