import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface SourceFile {
  /** From the root of the house, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every file that belongs to the project. Rules judge it; they read nothing else. */
export interface House {
  readonly files: readonly SourceFile[];
}

const fileBytesMax = 2 * 1024 * 1024;
const depthMax = 16;

interface Ignored {
  readonly folders: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly endings: readonly string[];
}

/** Reads the plain forms of .gitignore that we use: `folder/`, `name` and `*.ending`. */
export function parseIgnored(gitignore: string): Ignored {
  const lines = gitignore
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return {
    folders: new Set([
      '.git',
      ...lines.filter((line) => line.endsWith('/')).map((line) => line.slice(0, -1)),
    ]),
    // In a worktree of git's, `.git` is a file.
    names: new Set(['.git', ...lines.filter((line) => !line.includes('*') && !line.endsWith('/'))]),
    endings: lines.filter((line) => line.startsWith('*.')).map((line) => line.slice(1)),
  };
}

function isIgnored(name: string, isFolder: boolean, ignored: Ignored): boolean {
  if (isFolder) return ignored.folders.has(name);
  return ignored.names.has(name) || ignored.endings.some((ending) => name.endsWith(ending));
}

interface Entry {
  readonly path: string;
  readonly isFolder: boolean;
}

async function listFolder(root: string, folder: string, ignored: Ignored): Promise<Entry[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() || entry.isFile())
    .filter((entry) => !isIgnored(entry.name, entry.isDirectory(), ignored))
    .map((entry) => ({
      path: folder === '' ? entry.name : `${folder}/${entry.name}`,
      isFolder: entry.isDirectory(),
    }));
}

async function listPaths(root: string, ignored: Ignored): Promise<readonly string[]> {
  const found: string[] = [];
  let folders = [''];
  for (let depth = 0; folders.length > 0 && depth < depthMax; depth += 1) {
    const lists = await Promise.all(folders.map((folder) => listFolder(root, folder, ignored)));
    const entries = lists.flat();
    found.push(...entries.filter(({ isFolder }) => !isFolder).map(({ path }) => path));
    folders = entries.filter(({ isFolder }) => isFolder).map(({ path }) => path);
  }
  return found.toSorted();
}

async function readText(path: string): Promise<string | null> {
  const { size } = await stat(path);
  if (size > fileBytesMax) return null;
  const bytes = await readFile(path);
  return bytes.includes(0) ? null : bytes.toString('utf8');
}

/**
 * Reads all text files below `root` that git would not ignore. Works without git, so that it also
 * judges an unpacked archive. Binary files, and files over 2 MiB, are left out.
 */
export async function readHouse(root: string): Promise<House> {
  const ignored = parseIgnored(await readFile(join(root, '.gitignore'), 'utf8'));
  const files: SourceFile[] = [];
  for (const path of await listPaths(root, ignored)) {
    const text = await readText(join(root, path));
    if (text !== null) files.push({ path, text });
  }
  return { files };
}

/** A house made of texts: for the tests of the rules. */
export function houseOf(files: Readonly<Record<string, string>>): House {
  return { files: Object.entries(files).map(([path, text]) => ({ path, text })) };
}
