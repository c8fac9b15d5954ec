import { stat } from 'node:fs/promises';
import { AppError } from '@bonded/kernel';
import { fileConflict } from '../errors.ts';
import type { Client } from '../gateway/client.ts';
import { hashFile } from './file-hash.ts';
import { Patience, type RetryOptions } from './retry.ts';
import { append, createUpload, offsetOf } from './tus.ts';
import type { UploadIdentity, UploadJournal } from './upload-journal.ts';

export interface Source {
  /** Here. */
  readonly path: string;
  readonly repository: string;
  /** There. */
  readonly remotePath: string;
  readonly contentType: string | null;
}

export interface UploadSteps extends RetryOptions {
  /** Begins one way through the file: it is read twice, for its digest and for its bytes. */
  readonly onPass: (
    label: string,
    pass: { readonly totalBytes: number; readonly fromBytes: number },
  ) => Pass;
  /** Asks what else is known of a failure for good. */
  readonly explain: (id: string, error: Error) => Promise<Error>;
}

export interface Pass extends Disposable {
  reach(bytes: number): void;
}

/**
 * Uploads a file, or what is missing of it, and returns the upload's id. The digest travels with the
 * first request, so the server refuses whatever is not this file as it was when we began.
 */
export async function uploadFile(
  client: Client,
  journal: UploadJournal,
  source: Source,
  steps: UploadSteps,
): Promise<string> {
  const { size: sizeBytes } = await stat(source.path);
  const digest = await digestOf(source, sizeBytes, steps);
  const identity = {
    gateway: await client.url(),
    repository: source.repository,
    path: source.remotePath,
    digest,
  };
  const upload =
    (await resume(client, journal, identity)) ??
    (await begin({ client, journal, source, identity }, sizeBytes));
  using pass = steps.onPass(source.path, { totalBytes: sizeBytes, fromBytes: upload.offset });
  await sendRest(client, { ...upload, path: source.path, sizeBytes, pass }, steps);
  await journal.remove(identity);
  return upload.id;
}

async function digestOf(source: Source, totalBytes: number, steps: UploadSteps): Promise<string> {
  using pass = steps.onPass(`hashing ${source.path}`, { totalBytes, fromBytes: 0 });
  const { signal } = steps;
  const hash = await hashFile(source.path, { signal, onRead: (bytes) => pass.reach(bytes) });
  return hash.digest('hex');
}

interface Open {
  readonly id: string;
  readonly offset: number;
}

/** An earlier run's upload, unless the server no longer has it. Any other failure keeps the note. */
async function resume(
  client: Client,
  journal: UploadJournal,
  identity: UploadIdentity,
): Promise<Open | null> {
  const id = await journal.find(identity);
  if (id === null) return null;
  try {
    return { id, offset: await offsetOf(client, id) };
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'not-found') throw error;
    await journal.remove(identity);
    return null;
  }
}

interface Beginning {
  readonly client: Client;
  readonly journal: UploadJournal;
  readonly source: Source;
  readonly identity: UploadIdentity;
}

async function begin(
  { client, journal, source, identity }: Beginning,
  sizeBytes: number,
): Promise<Open> {
  const { repository, remotePath: path, contentType } = source;
  const metadata = {
    repository,
    path,
    sha256: identity.digest,
    ...(contentType === null ? {} : { contentType }),
  };
  const id = await createUpload(client, { sizeBytes, metadata });
  await journal.add(identity, id);
  return { id, offset: 0 };
}

interface Rest extends Open {
  readonly path: string;
  readonly sizeBytes: number;
  readonly pass: Pass;
}

async function sendRest(client: Client, rest: Rest, steps: UploadSteps): Promise<void> {
  const { id, path, sizeBytes, pass } = rest;
  const patience = new Patience(steps);
  let { offset } = rest;
  let isCertain = true;
  while (offset < sizeBytes || !isCertain) {
    try {
      const safe = isCertain
        ? await append(client, id, { path, offset, sizeBytes, onSent: (at) => pass.reach(at) })
        : await offsetOf(client, id);
      if (isCertain && safe <= offset) throw fileConflict(`${path} changed while it was uploaded.`);
      if (safe > offset) patience.progressed();
      offset = safe;
      isCertain = true;
      pass.reach(offset);
    } catch (error) {
      isCertain = false;
      await patience.waitAfter(error).catch(async (fatal: unknown) => {
        throw fatal instanceof Error ? await steps.explain(id, fatal) : fatal;
      });
    }
  }
}
