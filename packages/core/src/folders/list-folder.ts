import type { File } from '@bonded/database';
import { type Actor, artifactsWhere } from '../access/index.ts';
import { literally } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { eachPathOnce, type ListFilesInput } from './list-files.ts';

export interface FolderPage {
  /** Names of the folders in it, without a slash. */
  readonly folders: readonly string[];
  readonly files: readonly File[];
  /** What `after` of the next page is, or null at the end. A folder among them ends in a slash. */
  readonly next: string | null;
}

type Entry =
  | { readonly name: string; readonly path: string }
  | { readonly file: File; readonly path: string };

/**
 * What lies directly in a folder, of what the actor may see, by path. A folder is where a file is
 * below it: it is found by its first one, and the others are passed over unread.
 */
export async function listFolder(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: ListFilesInput,
): Promise<FolderPage> {
  const { limit } = input;
  const entries: Entry[] = [];
  let after = input.after;
  while (entries.length <= limit) {
    const rows = await filesAfter(ports, actor, { ...input, after, limit: limit + 1 });
    if (rows.length === 0) break;
    const found = entriesOf(rows, input.folder);
    entries.push(...found);
    after = found.at(-1)?.path ?? null;
  }
  const page = entries.slice(0, limit);
  return {
    folders: page.flatMap((entry) => ('name' in entry ? [entry.name] : [])),
    files: page.flatMap((entry) => ('file' in entry ? [entry.file] : [])),
    next: entries.length > limit ? (page.at(-1)?.path ?? null) : null,
  };
}

async function filesAfter(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  { repositoryIds, folder, after, limit }: ListFilesInput,
): Promise<readonly File[]> {
  const below = { path: { startsWith: literally(prefixOf(folder)) } };
  const beyond = after === null ? {} : { path: { gt: after } };
  // All that is in a folder comes after its name.
  const outside = after?.endsWith('/') ? { NOT: { path: { startsWith: literally(after) } } } : {};
  const take = limit * repositoryIds.length;
  const rows = await ports.database.prisma.file.findMany({
    where: {
      repositoryId: { in: [...repositoryIds] },
      AND: [below, beyond, outside],
      artifact: artifactsWhere(actor),
    },
    orderBy: { path: 'asc' },
    take,
  });
  return eachPathOnce(rows, { repositoryIds, take });
}

/** Files as they are, and one entry for all that begin with the same folder. */
function entriesOf(rows: readonly File[], folder: string): readonly Entry[] {
  const start = prefixOf(folder).length;
  const entries: Entry[] = [];
  for (const file of rows) {
    const slash = file.path.indexOf('/', start);
    if (slash === -1) entries.push({ file, path: file.path });
    else if (!isIn(file, entries.at(-1))) {
      entries.push({ name: file.path.slice(start, slash), path: file.path.slice(0, slash + 1) });
    }
  }
  return entries;
}

function isIn(file: File, entry: Entry | undefined): boolean {
  return entry?.path.endsWith('/') === true && file.path.startsWith(entry.path);
}

function prefixOf(folder: string): string {
  return folder === '' ? '' : `${folder}/`;
}
