import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeBlobStore, describePartialStore } from '../conformance.ts';
import { type FilesystemLimits, openFilesystemStores } from './open-filesystem-stores.ts';

async function prepare(limits: Partial<FilesystemLimits> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'bonded-blobs-'));
  return {
    open: () => openFilesystemStores(root, new AbortController().signal, limits),
    staged: () => readdir(join(root, 'staging')),
    dispose: () => rm(root, { recursive: true }),
  };
}

describeBlobStore('FilesystemBlobStore', async () => {
  const medium = await prepare();
  return { ...medium, open: async () => (await medium.open()).blobs };
});

describePartialStore('FilesystemPartialStore', prepare);

// Many batches, many records on the way, and never a hash in memory: the paths that large uploads
// take.
describePartialStore('FilesystemPartialStore with small limits', () =>
  prepare({ batchBytes: 4093, checkpointEveryBytes: 300_000, liveHashesMax: 0 }),
);
