import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@bonded/kernel';
import { Agent, type Dispatcher, request } from 'undici';
import { type DownloadLimits, downloadLimits } from './limits.ts';
import { databaseDownloadFailed, databaseTooLarge, databaseUrlInvalid } from './osv-errors.ts';

/** What the source said of itself, to ask next time whether anything changed. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A downloaded database. Disposing of it removes the file. */
export interface DownloadedDatabase extends Validators, AsyncDisposable {
  readonly path: string;
  readonly sizeBytes: number;
}

export interface DownloadOptions {
  readonly url: string;
  /** An existing folder on a disk with room for the whole database. */
  readonly folder: string;
  /** From the download that the last good import was made of. */
  readonly previous?: Validators;
  readonly signal: AbortSignal;
  readonly limits?: DownloadLimits;
}

interface Session {
  readonly dispatcher: Dispatcher;
  readonly limits: DownloadLimits;
  readonly signal: AbortSignal;
}

const validatorCharactersMax = 512;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches a zipped database into a file of its own in `folder`, or answers null when the source
 * says that nothing has changed since `previous`. Throws `OSV_DATABASE_URL_INVALID` (not http or
 * https, or with credentials), `OSV_DATABASE_TOO_LARGE`, `OSV_DATABASE_DOWNLOAD_FAILED`, or the
 * signal's reason; then nothing is left in the folder.
 */
export async function downloadDatabase(
  options: DownloadOptions,
): Promise<DownloadedDatabase | null> {
  const { limits = downloadLimits, previous, signal } = options;
  const url = parseDatabaseUrl(options.url);
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs)]);
  const { idleTimeoutMs } = limits;
  const timeouts = { headersTimeout: idleTimeoutMs, bodyTimeout: idleTimeoutMs };
  const dispatcher = new Agent({ ...timeouts, connect: { timeout: idleTimeoutMs } });
  try {
    const session = { dispatcher, limits, signal: deadline };
    const response = await requestFollowing(url, conditions(previous), session);
    if (response.statusCode === 304) return null;
    return await save(response, options.folder, session);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof AppError) throw cause;
    throw databaseDownloadFailed('The OSV database could not be downloaded.', { cause });
  } finally {
    await dispatcher.destroy();
  }
}

function parseDatabaseUrl(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw databaseUrlInvalid('The address of an OSV database starts with https:// or http://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw databaseUrlInvalid('The address of an OSV database may not carry credentials.');
  }
  return url;
}

function conditions(previous: Validators | undefined): Record<string, string> {
  const { etag = null, lastModified = null } = previous ?? {};
  return {
    // Compressed twice would hide the size from the limit.
    'accept-encoding': 'identity',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  };
}

async function requestFollowing(
  start: URL,
  headers: Record<string, string>,
  { dispatcher, limits, signal }: Session,
): Promise<Dispatcher.ResponseData> {
  let url = start;
  for (let redirects = 0; redirects <= limits.redirectsMax; redirects += 1) {
    const response = await request(url, { dispatcher, headers, signal });
    const { statusCode } = response;
    if (statusCode === 200 || (statusCode === 304 && isConditional(headers))) return response;
    await response.body.dump();
    const location = response.headers.location;
    if (!redirectStatuses.has(statusCode) || typeof location !== 'string') {
      const details = { status: statusCode };
      throw databaseDownloadFailed('The source of the OSV database refused.', { details });
    }
    url = followRedirect(url, location);
  }
  throw databaseDownloadFailed('The source of the OSV database redirects in circles.');
}

function isConditional(headers: Record<string, string>): boolean {
  return 'if-none-match' in headers || 'if-modified-since' in headers;
}

function followRedirect(from: URL, location: string): URL {
  const to = parseDatabaseUrl(location, from);
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw databaseDownloadFailed('The source of the OSV database redirects away from https.');
  }
  return to;
}

async function save(
  response: Dispatcher.ResponseData,
  folder: string,
  { limits, signal }: Session,
): Promise<DownloadedDatabase> {
  const path = join(folder, `osv-${randomUUID()}.zip.partial`);
  const remove = () => rm(path, { force: true });
  let sizeBytes = 0;
  async function* bounded(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      sizeBytes += chunk.length;
      if (sizeBytes > limits.bytesMax) {
        const details = { bytesMax: limits.bytesMax };
        throw databaseTooLarge('The OSV database is larger than we download.', { details });
      }
      yield chunk;
    }
  }
  try {
    const target = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    await pipeline(response.body, bounded, target, { signal });
  } catch (error) {
    await remove();
    throw error;
  }
  const etag = validator(response, 'etag');
  const lastModified = validator(response, 'last-modified');
  return { path, sizeBytes, etag, lastModified, [Symbol.asyncDispose]: remove };
}

function validator(response: Dispatcher.ResponseData, name: string): string | null {
  const value = response.headers[name];
  return typeof value === 'string' && value.length <= validatorCharactersMax ? value : null;
}
