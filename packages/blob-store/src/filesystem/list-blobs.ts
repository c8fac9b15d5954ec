import type { Digest } from '@bonded/kernel';
import type { BlobStat, ListOptions } from '../blob-store.ts';
import type { DurableFs } from './durable-fs.ts';
import { blobPath, blobsDirectory, branchesFrom, digestsAfter } from './layout.ts';

const statsAtOnce = 16;

/** Walks the tree in digest order; holds the names of one leaf directory at a time. */
export async function* listBlobs(
  fs: DurableFs,
  options: ListOptions,
): AsyncGenerator<BlobStat, void, undefined> {
  const { after, signal } = options;
  const first = after?.slice(0, 2) ?? '';
  for (const outer of branchesFrom(await fs.list(blobsDirectory), first)) {
    const inners = await fs.list(`${blobsDirectory}/${outer}`);
    for (const inner of branchesFrom(inners, outer === first ? (after?.slice(2, 4) ?? '') : '')) {
      const names = await fs.list(`${blobsDirectory}/${outer}/${inner}`);
      yield* statAll(fs, digestsAfter(names, after), signal);
    }
  }
}

async function* statAll(fs: DurableFs, digests: readonly Digest[], signal: AbortSignal) {
  for (let done = 0; done < digests.length; done += statsAtOnce) {
    signal.throwIfAborted();
    const stats = digests.slice(done, done + statsAtOnce).map(async (digest) => {
      const stat = await fs.stat(blobPath(digest));
      // Deleted since the directory was read.
      return stat === null ? null : { digest, sizeBytes: stat.sizeBytes };
    });
    for (const stat of await Promise.all(stats)) if (stat !== null) yield stat;
  }
}
