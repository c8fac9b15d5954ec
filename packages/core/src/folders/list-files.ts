import type { File } from '@bonded/database';
import { type Actor, artifactsWhere } from '../access/index.ts';
import { literally } from '../input/index.ts';
import type { Ports } from '../ports.ts';

export interface ListFilesInput {
  /** Where several have a file at one path, the first of them shows it. */
  readonly repositoryIds: readonly string[];
  /** Without a trailing slash; empty for the whole repository. */
  readonly folder: string;
  /** The last path of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

export interface FilePage {
  readonly files: readonly File[];
  /** Where the next page begins, or null at the end. */
  readonly next: string | null;
}

/** The files below a folder that the actor may see, by path. */
export async function listFiles(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  input: ListFilesInput,
): Promise<FilePage> {
  const { repositoryIds, folder, after, limit } = input;
  const prefix = folder === '' ? '' : `${folder}/`;
  const take = (limit + 1) * repositoryIds.length;
  const rows = await ports.database.prisma.file.findMany({
    where: {
      repositoryId: { in: [...repositoryIds] },
      path: { startsWith: literally(prefix), ...(after === null ? {} : { gt: after }) },
      artifact: artifactsWhere(actor),
    },
    orderBy: { path: 'asc' },
    take,
  });
  const found = eachPathOnce(rows, { repositoryIds, take });
  const files = found.slice(0, limit);
  const hasMore = found.length > limit || rows.length === take;
  return { files, next: hasMore ? (files.at(-1)?.path ?? null) : null };
}

/** Rows in order of their paths, each path as the first repository has it. */
export function eachPathOnce(
  rows: readonly File[],
  { repositoryIds, take }: Pick<ListFilesInput, 'repositoryIds'> & { readonly take: number },
): readonly File[] {
  if (repositoryIds.length === 1) return rows;
  const byPath = Map.groupBy(rows, ({ path }) => path);
  // Where the rows were cut off, others of the last path may be missing: it comes with the next.
  const last = rows.at(-1);
  if (rows.length === take && last !== undefined) byPath.delete(last.path);
  const rankOf = ({ repositoryId }: File) => repositoryIds.indexOf(repositoryId);
  return [...byPath.values()].flatMap((its) =>
    its.toSorted((one, other) => rankOf(one) - rankOf(other)).slice(0, 1),
  );
}
