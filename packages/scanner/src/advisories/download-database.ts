import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@bonded/kernel';
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

/** As much of the egress port as a download asks for. */
export interface DatabaseEgress {
  fetch(request: {
    readonly url: URL;
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  }): Promise<DatabaseAnswer>;
}

interface DatabaseAnswer extends AsyncDisposable {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

export interface DownloadOptions {
  readonly url: string;
  readonly egress: DatabaseEgress;
  /** An existing folder on a disk with room for the whole database. */
  readonly folder: string;
  /** From the download that the last good import was made of. */
  readonly previous?: Validators;
  readonly signal: AbortSignal;
  readonly limits?: DownloadLimits;
}

interface Session {
  readonly limits: DownloadLimits;
  readonly signal: AbortSignal;
}

const validatorCharactersMax = 512;

/**
 * Fetches a zipped database into a file of its own in `folder`, or answers null when the source
 * says that nothing has changed since `previous`. Throws `OSV_DATABASE_URL_INVALID` (an address
 * that is not asked, or redirects to one), `OSV_DATABASE_TOO_LARGE`,
 * `OSV_DATABASE_DOWNLOAD_FAILED`, or the signal's reason; then nothing is left in the folder.
 */
export async function downloadDatabase(
  options: DownloadOptions,
): Promise<DownloadedDatabase | null> {
  const { egress, limits = downloadLimits, previous, signal } = options;
  const url = parseDatabaseUrl(options.url);
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs)]);
  try {
    const headers = conditions(previous);
    await using response = await egress.fetch({ url, headers, signal: deadline });
    const { status } = response;
    if (status === 304 && isConditional(headers)) return null;
    if (status !== 200) {
      throw databaseDownloadFailed('The source of the OSV database refused.', {
        details: { status },
      });
    }
    return await save(response, options.folder, { limits, signal: deadline });
  } catch (cause) {
    signal.throwIfAborted();
    throw ourErrorOf(cause);
  }
}

function parseDatabaseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw databaseUrlInvalid('The address of an OSV database starts with https:// or http://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw databaseUrlInvalid('The address of an OSV database may not carry credentials.');
  }
  return url;
}

/** What the egress says of an address is for whoever chose it. */
function ourErrorOf(cause: unknown): AppError {
  const sentence = 'The OSV database could not be downloaded.';
  if (!(cause instanceof AppError)) return databaseDownloadFailed(sentence, { cause });
  if (cause.code === 'EGRESS_REFUSED') return databaseUrlInvalid(cause.message, { cause });
  if (cause.code !== 'EGRESS_FAILED') return cause;
  return databaseDownloadFailed(`${sentence} ${cause.message}`, { cause });
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

function isConditional(headers: Record<string, string>): boolean {
  return 'if-none-match' in headers || 'if-modified-since' in headers;
}

async function save(
  response: DatabaseAnswer,
  folder: string,
  { limits, signal }: Session,
): Promise<DownloadedDatabase> {
  const path = join(folder, `osv-${randomUUID()}.zip.partial`);
  const remove = () => rm(path, { force: true });
  let sizeBytes = 0;
  async function* bounded(chunks: AsyncIterable<Uint8Array>) {
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

function validator(response: DatabaseAnswer, name: string): string | null {
  const value = response.headers[name];
  return value !== undefined && value.length <= validatorCharactersMax ? value : null;
}
