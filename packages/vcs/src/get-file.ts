import { AppError } from '@bonded/kernel';
import { askVcs, readAnswer, requireOk, type Scheme } from './ask.ts';
import { vcsNotFound } from './errors.ts';
import type { VcsArchive, VcsCall, VcsFile, VcsFileWish } from './vcs-driver.ts';

interface FileWish {
  readonly url: URL;
  readonly scheme?: Scheme;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The bytes at an address, or null where there is nothing, or more than was asked for. */
async function getFile(call: VcsCall, wish: FileWish, bytesMax: number): Promise<Buffer | null> {
  await using answer = await askVcs(call, wish);
  if (answer.status === 404) return null;
  requireOk(answer);
  try {
    return await readAnswer(answer, bytesMax);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'too-large') return null;
    throw error;
  }
}

/** One request a commit, one after the other: forges mind those that come at once. */
export async function* getFiles(
  call: VcsCall,
  { commits, bytesMax }: VcsFileWish,
  at: (commit: string) => FileWish,
): AsyncIterable<VcsFile> {
  for (const commit of commits) {
    yield { commit, bytes: await getFile(call, at(commit), bytesMax), committedAt: null };
  }
}

/** A zip that the forge makes. */
export async function getArchive(call: VcsCall, wish: FileWish): Promise<VcsArchive> {
  const answer = await askVcs(call, wish);
  try {
    if (answer.status === 404) throw vcsNotFound('The forge has no such commit any more.');
    requireOk(answer);
  } catch (error) {
    await answer[Symbol.asyncDispose]();
    throw error;
  }
  return { chunks: answer.body, [Symbol.asyncDispose]: () => answer[Symbol.asyncDispose]() };
}
