import { vcsTooLarge, vcsUnavailable } from '../index.ts';
import { notGit } from './pkt-line.ts';
import type { GitObject, GitObjects } from './read-pack.ts';

export interface TreeFile {
  /** Below the root, with slashes. */
  readonly path: string;
  /** As git writes it: 0o100644, 0o100755, 0o120000 of a link. */
  readonly mode: number;
  readonly bytes: Buffer;
}

const filesMax = 65_000;
const depthMax = 64;
const nameBytes = 20;
const folderMode = 0o040000;
/** Another repository's commit: only its name is here. */
const submoduleMode = 0o160000;

export interface GitCommit {
  readonly tree: string;
  readonly committedAt: Date | null;
}

export function readCommit(objects: GitObjects, name: string): GitCommit {
  const lines = require(objects, name, 'commit').bytes.toString('utf8').split('\n');
  const [, tree] = /^tree ([0-9a-f]{40})$/.exec(lines[0] ?? '') ?? [];
  if (tree === undefined) throw notGit();
  const committer = lines.find((line) => line.startsWith('committer '));
  const [, seconds] = /> (\d{1,12}) [+-]\d{4}$/.exec(committer ?? '') ?? [];
  return { tree, committedAt: seconds === undefined ? null : new Date(Number(seconds) * 1000) };
}

export interface TreeEntry {
  readonly name: string;
  readonly mode: number;
  readonly object: string;
}

export function readTree(objects: GitObjects, name: string): readonly TreeEntry[] {
  const { bytes } = require(objects, name, 'tree');
  const entries: TreeEntry[] = [];
  let at = 0;
  while (at < bytes.length) {
    const space = bytes.indexOf(0x20, at);
    const end = bytes.indexOf(0, space);
    if (space === -1 || end === -1 || end + nameBytes >= bytes.length + 1) throw notGit();
    entries.push({
      mode: Number.parseInt(bytes.toString('latin1', at, space), 8),
      name: bytes.toString('utf8', space + 1, end),
      object: bytes.toString('hex', end + 1, end + 1 + nameBytes),
    });
    at = end + 1 + nameBytes;
  }
  return entries;
}

/** All files below a tree, in git's order. Submodules are left out, as `git archive` does. */
export function* filesBelow(
  objects: GitObjects,
  tree: string,
  at: { readonly folder: string; readonly depth: number } = { folder: '', depth: 0 },
): Iterable<TreeFile> {
  if (at.depth > depthMax) throw vcsTooLarge('The folders of the repository nest too deep.');
  let count = 0;
  for (const { name, mode, object } of readTree(objects, tree)) {
    count += 1;
    if (count > filesMax) throw vcsTooLarge('The repository has more files than we read.');
    const path = `${at.folder}${name}`;
    if (mode === submoduleMode) continue;
    if (mode === folderMode) {
      yield* filesBelow(objects, object, { folder: `${path}/`, depth: at.depth + 1 });
    } else {
      yield { path, mode, bytes: require(objects, object, 'blob').bytes };
    }
  }
}

function require(objects: GitObjects, name: string, kind: GitObject['kind']): GitObject {
  const found = objects.get(name);
  if (found?.kind === kind) return found;
  throw vcsUnavailable(`The server left a ${kind} out of what it sent.`);
}
