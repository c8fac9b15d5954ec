import { stat } from 'node:fs/promises';
import { AppError, type AppErrorKind } from '@bonded/kernel';
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
  /** Whether what an upload became is still there, and nothing has taken its place. */
  readonly isCurrent: (id: string) => Promise<boolean>;
}

export interface Uploaded {
  readonly id: string;
  /** Forgets it. Until then the same upload again finds that there is nothing left to do. */
  readonly forget: () => Promise<void>;
}

export interface Pass extends Disposable {
  reach(bytes: number): void;
}

/**
 * Uploads a file, or what is missing of it. The digest travels with the first request, so the
 * server refuses whatever is not this file as it was when we began.
 */
export async function uploadFile(
  client: Client,
  journal: UploadJournal,
  source: Source,
  steps: UploadSteps,
): Promise<Uploaded> {
  const { size: sizeBytes } = await stat(source.path);
  const digest = await digestOf(source, sizeBytes, steps);
  const identity = {
    gateway: await client.url(),
    repository: source.repository,
    path: source.remotePath,
    digest,
  };
  const forget = () => journal.remove(identity);
  const upload =
    (await resume({ client, journal, identity, sizeBytes }, steps)) ??
    (await begin({ client, journal, source, identity }, sizeBytes));
  using pass = steps.onPass(source.path, { totalBytes: sizeBytes, fromBytes: upload.offset });
  try {
    await sendRest(client, { ...upload, path: source.path, sizeBytes, pass }, steps);
  } catch (error) {
    if (isOver(error)) await forget();
    throw error;
  }
  return { id: upload.id, forget };
}

const finalKinds: readonly AppErrorKind[] = ['invalid', 'conflict', 'too-large', 'not-found'];

/** The server has ended such an upload: there is nothing to go on with. */
function isOver(error: unknown): boolean {
  return error instanceof AppError && finalKinds.includes(error.kind);
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

interface Resuming {
  readonly client: Client;
  readonly journal: UploadJournal;
  readonly identity: UploadIdentity;
  readonly sizeBytes: number;
}

/** An earlier run's upload, unless it or what it became is gone. Other failures keep the note. */
async function resume(
  { client, journal, identity, sizeBytes }: Resuming,
  steps: UploadSteps,
): Promise<Open | null> {
  const id = await journal.find(identity);
  if (id === null) return null;
  try {
    const offset = await offsetOf(client, id);
    if (offset < sizeBytes || (await steps.isCurrent(id))) return { id, offset };
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'not-found') throw error;
  }
  await journal.remove(identity);
  return null;
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
