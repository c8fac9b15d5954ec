import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseDigest } from '@bonded/kernel';
import { downloadDatabase } from '@bonded/scanner/advisories';
import type { Ports } from '../ports.ts';

export interface AdvisorySourceOptions {
  /**
   * Where administrators put databases by hand, and where downloads are kept while they are read.
   */
  readonly advisoryFolder: string;
}

/** A database on the local disk. Disposing of it removes what was only fetched for this import. */
export interface AdvisorySource extends AsyncDisposable {
  readonly path: string;
}

/**
 * Brings a source (address, `blob:<digest>`, or a path below the folder) to where it can be read.
 */
export async function openAdvisorySource(
  ports: Pick<Ports, 'blobs' | 'egress'> & AdvisorySourceOptions,
  source: string,
  signal: AbortSignal,
): Promise<AdvisorySource> {
  const folder = ports.advisoryFolder;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (source.startsWith('blob:')) return copyBlob(ports, source.slice('blob:'.length), signal);
  if (!/^https?:/.test(source)) {
    return { path: join(folder, source), [Symbol.asyncDispose]: () => Promise.resolve() };
  }
  const downloaded = await downloadDatabase({ url: source, folder, egress: ports.egress, signal });
  if (downloaded === null) throw new Error('an unconditional download is never "not modified"');
  return downloaded;
}

async function copyBlob(
  ports: Pick<Ports, 'blobs'> & AdvisorySourceOptions,
  digest: string,
  signal: AbortSignal,
): Promise<AdvisorySource> {
  const path = join(ports.advisoryFolder, `${randomUUID()}.zip`);
  const remove = () => rm(path, { force: true });
  try {
    const body = await ports.blobs.read(parseDigest(digest), { signal });
    await pipeline(body.chunks, createWriteStream(path, { flags: 'wx', mode: 0o600 }), { signal });
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, [Symbol.asyncDispose]: remove };
}
