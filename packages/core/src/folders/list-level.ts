import type { ArtifactState } from '@bonded/database';
import { z } from 'zod';
import { type Actor, can, type Place } from '../access/index.ts';
import { parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';
import { placeOfRepository } from '../repositories/index.ts';

const pathCharsMax = 1024;
const entriesMax = 200;

const input = z.object({
  /** Without a slash at either end; empty for the whole repository. */
  folder: z.string().max(pathCharsMax, `At most ${pathCharsMax} characters.`),
  /** From the page before: its last entry, with a slash behind a folder. */
  after: z.string().max(pathCharsMax, `At most ${pathCharsMax} characters.`).nullish(),
  limit: z.int().min(1, 'At least 1.').max(entriesMax, `At most ${entriesMax}.`),
});

export interface FolderFile {
  readonly packageName: string;
  readonly version: string;
  readonly state: ArtifactState;
  readonly sizeBytes: bigint;
}

export interface FolderEntry {
  readonly name: string;
  /** From the root of the repository. */
  readonly path: string;
  /** Null for a folder. */
  readonly file: FolderFile | null;
}

export interface TreeLevel {
  readonly entries: readonly FolderEntry[];
  /** Where the next page begins, or null at the end. */
  readonly next: string | null;
}

/**
 * One level of a repository's tree: the files and folders of a folder that the actor may see, by
 * name. It leaps over what lies below each folder, so that a level costs what it shows.
 */
export async function listLevel(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  repository: Pick<RepositoryWithProject, 'id' | 'projectId' | 'isPublic'>,
  raw: z.input<typeof input>,
): Promise<TreeLevel> {
  const { folder, after, limit } = parseInput(input, raw);
  const place = placeOfRepository(repository);
  if (!can(actor, 'artifact:read', place) && !seesHeld(actor, place)) {
    return { entries: [], next: null };
  }
  const prefix = folder === '' ? '' : `${folder}/`;
  const rows = await readLevel(ports, {
    repositoryId: repository.id,
    prefix,
    start: `${prefix}${after ?? ''}${after?.endsWith('/') === true ? last : ''}`,
    seesHeld: seesHeld(actor, place),
    limit: limit + 1,
  });
  const entries = rows.slice(0, limit).map((row) => entryOf(prefix, row));
  const final = rows.length > limit ? entries.at(-1) : undefined;
  return { entries, next: final === undefined ? null : placeAfter(final) };
}

function placeAfter({ name, file }: FolderEntry): string {
  return file === null ? `${name}/` : name;
}

function seesHeld(actor: Actor, place: Place): boolean {
  return can(actor, 'artifact:read-held', place);
}

/** Comes after every character of a path, in the order of bytes. */
const last = '\u{10FFFF}';

interface Level {
  readonly repositoryId: string;
  readonly prefix: string;
  /** Everything up to here was on pages before. */
  readonly start: string;
  readonly seesHeld: boolean;
  readonly limit: number;
}

type Row = FolderFile & { readonly path: string };

/** Each step finds the first path behind the entry before: one probe of an index an entry. */
function readLevel(
  { database }: Pick<Ports, 'database'>,
  { repositoryId, prefix, start, seesHeld: all, limit }: Level,
): Promise<Row[]> {
  return database.prisma.$queryRaw<Row[]>`
    WITH RECURSIVE entry(path, id) AS (
      (
        SELECT f.path, f.id FROM files f
        WHERE f.repository_id = ${repositoryId}::uuid
          AND f.path COLLATE "C" > ${start} AND f.path COLLATE "C" < ${`${prefix}${last}`}
          AND (${all} OR EXISTS (
            SELECT 1 FROM artifacts a WHERE a.id = f.artifact_id AND a.state = 'RELEASED'
          ))
        ORDER BY f.path COLLATE "C" LIMIT 1
      )
      UNION ALL
      SELECT following.path, following.id
      FROM entry CROSS JOIN LATERAL (
        SELECT f.path, f.id FROM files f
        WHERE f.repository_id = ${repositoryId}::uuid
          AND f.path COLLATE "C" > CASE
            WHEN position('/' IN substr(entry.path, length(${prefix}) + 1)) = 0 THEN entry.path
            ELSE ${prefix} || split_part(substr(entry.path, length(${prefix}) + 1), '/', 1)
              || '/' || ${last}
          END
          AND f.path COLLATE "C" < ${`${prefix}${last}`}
          AND (${all} OR EXISTS (
            SELECT 1 FROM artifacts a WHERE a.id = f.artifact_id AND a.state = 'RELEASED'
          ))
        ORDER BY f.path COLLATE "C" LIMIT 1
      ) following
    )
    SELECT entry.path, p.name AS "packageName", a.version, a.state::text AS state,
      f.size_bytes AS "sizeBytes"
    FROM (SELECT path, id FROM entry LIMIT ${limit}) entry
    JOIN files f ON f.id = entry.id
    JOIN artifacts a ON a.id = f.artifact_id
    JOIN packages p ON p.id = a.package_id
    ORDER BY entry.path COLLATE "C"`;
}

function entryOf(prefix: string, { path, ...file }: Row): FolderEntry {
  const [name = '', ...deeper] = path.slice(prefix.length).split('/');
  return { name, path: `${prefix}${name}`, file: deeper.length === 0 ? file : null };
}
