import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { bestEffort } from '@bonded/kernel';

/** Writes a file that is there whole or not at all. */
export async function writeStreamAtomically(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const temporary = `${path}.${randomUUID()}.partial`;
  try {
    await using file = await open(temporary, 'wx');
    for await (const chunk of chunks) {
      signal.throwIfAborted();
      await file.write(chunk);
    }
    await file.sync();
    await rename(temporary, path);
  } catch (error) {
    await bestEffort('the write failed already', () => rm(temporary, { force: true }));
    throw error;
  }
}
