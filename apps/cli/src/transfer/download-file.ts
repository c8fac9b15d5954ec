import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isDigest } from '@bonded/kernel';
import { answerUnreadable, bytesCorrupt, fileConflict, serverUnreachable } from '../errors.ts';
import type { Client } from '../gateway/client.ts';
import { hashFile } from './file-hash.ts';
import { Patience, type RetryOptions } from './retry.ts';
import type { Pass } from './upload-file.ts';

/** What the server promises of a file, by the headers of its answer. */
export interface Promised {
  readonly response: Response;
  readonly digest: string;
  readonly sizeBytes: number;
}

export interface DownloadSteps extends RetryOptions {
  readonly onPass: (pass: { readonly totalBytes: number; readonly fromBytes: number }) => Pass;
}

export interface Download {
  /** Below the gateway. */
  readonly address: string;
  /** Where the file goes once it is whole. */
  readonly path: string;
  /** The answer that is open already. */
  readonly promised: Promised;
}

/** Asks for a file from an offset on. Errors: whatever the server says, CLI_ANSWER_UNREADABLE. */
export async function askForFile(
  client: Client,
  address: string,
  from?: { readonly offset: number; readonly digest: string },
): Promise<Promised> {
  const range =
    from === undefined ? {} : { range: `bytes=${from.offset}-`, 'if-range': `"${from.digest}"` };
  const response = await client.request(address, {
    headers: { ...range, 'accept-encoding': 'identity' },
  });
  const { headers } = response;
  const digest =
    headers.get('x-checksum-sha256') ?? headers.get('etag')?.replace(/^"|"$/g, '') ?? '';
  const total = /\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
  const sizeBytes = Number(total ?? headers.get('content-length') ?? Number.NaN);
  if (!isDigest(digest) || !Number.isSafeInteger(sizeBytes)) {
    throw answerUnreadable('The server does not say what the SHA-256 of this file is.');
  }
  return { response, digest, sizeBytes };
}

/**
 * Brings a file here: what an earlier run left is gone on with, the whole is checked, and only then
 * does it get its name. Errors: CLI_BYTES_CORRUPT, and what was fetched is thrown away.
 */
export async function downloadFile(
  client: Client,
  { address, path, promised }: Download,
  steps: DownloadSteps,
): Promise<void> {
  const { digest, sizeBytes } = promised;
  const partialPath = join(dirname(path), `.${basename(path)}.${digest.slice(0, 16)}.partial`);
  const arrived = await arrivedBefore(partialPath, sizeBytes, steps.signal);
  {
    await using file = await open(partialPath, arrived.bytes === 0 ? 'w' : 'r+', 0o666);
    using pass = steps.onPass({ totalBytes: sizeBytes, fromBytes: arrived.bytes });
    await fetchRest(client, { address, promised, file, arrived, pass }, steps);
    await file.sync();
  }
  if (arrived.hash.digest('hex') !== digest) {
    await rm(partialPath, { force: true });
    throw bytesCorrupt(
      `What arrived is not what was promised (SHA-256 ${digest}). It is gone again.`,
    );
  }
  await rename(partialPath, path);
}

/** How much is here, hashed: it grows as bytes come. */
interface Arrived {
  bytes: number;
  readonly hash: Hash;
}

async function arrivedBefore(
  path: string,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<Arrived> {
  const found = await stat(path).catch(() => null);
  if (found === null || found.size > sizeBytes) return { bytes: 0, hash: createHash('sha256') };
  return { bytes: found.size, hash: await hashFile(path, { signal, lengthBytes: found.size }) };
}

interface Rest {
  readonly address: string;
  readonly promised: Promised;
  readonly file: FileHandle;
  readonly arrived: Arrived;
  readonly pass: Pass;
}

async function fetchRest(client: Client, rest: Rest, steps: DownloadSteps): Promise<void> {
  const { address, promised, arrived } = rest;
  const { digest, sizeBytes } = promised;
  const patience = new Patience(steps);
  // The answer that told us what to expect is as good as any, if nothing of it is here yet.
  let next: Promised | null = arrived.bytes === 0 ? promised : null;
  if (next === null) await promised.response.body?.cancel();
  while (arrived.bytes < sizeBytes) {
    const before = arrived.bytes;
    try {
      next ??= await askForFile(client, address, { offset: before, digest });
      if (next.digest !== digest)
        throw fileConflict('The file became another while it was fetched.');
      await take(rest, next.response);
    } catch (error) {
      if (arrived.bytes > before) patience.progressed();
      await patience.waitAfter(error);
    } finally {
      next = null;
    }
  }
}

/** Writes what an answer brings behind what is there. Errors: CLI_SERVER_UNREACHABLE. */
async function take({ file, arrived, pass, promised }: Rest, response: Response): Promise<void> {
  const start = Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? 0);
  if (start !== arrived.bytes || response.body === null) {
    throw answerUnreadable('The server sends another part of the file than it was asked for.');
  }
  const chunks = response.body[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch((cause: unknown) => {
      throw serverUnreachable('The connection broke off.', { cause });
    });
    if (next.done === true) break;
    await file.write(next.value, 0, next.value.length, arrived.bytes);
    arrived.hash.update(next.value);
    arrived.bytes += next.value.length;
    pass.reach(arrived.bytes);
  }
  if (arrived.bytes < promised.sizeBytes) throw serverUnreachable('The connection broke off.');
}
