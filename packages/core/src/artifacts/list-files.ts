import type { File } from '@bonded/database';
import { type Actor, artifactsWhere } from '../access/index.ts';
import { literally } from '../input/index.ts';
import type { Ports } from '../ports.ts';

export interface ListFilesInput {
  readonly repositoryId: string;
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
  const { repositoryId, folder, after, limit } = input;
  const prefix = folder === '' ? '' : `${folder}/`;
  const rows = await ports.database.prisma.file.findMany({
    where: {
      repositoryId,
      path: { startsWith: literally(prefix), ...(after === null ? {} : { gt: after }) },
      artifact: artifactsWhere(actor),
    },
    orderBy: { path: 'asc' },
    take: limit + 1,
  });
  const files = rows.slice(0, limit);
  return { files, next: rows.length > limit ? (files.at(-1)?.path ?? null) : null };
}
