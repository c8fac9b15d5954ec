import { type Actor, can } from '../access/index.ts';
import type { Ports } from '../ports.ts';
import { placeOfRepository, type RepositoryWithProject } from '../repositories/index.ts';

export interface ListTagNamesInput {
  readonly repository: RepositoryWithProject;
  readonly packageId: string;
  /** The last name of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

export interface TagNamePage {
  readonly names: readonly string[];
  readonly hasMore: boolean;
}

/**
 * The tags of a package that lead to what the actor may see, in the order of their bytes, whatever
 * the database's own order of words is. An empty page has none behind it.
 */
export async function listTagNames(
  ports: Pick<Ports, 'database'>,
  actor: Actor,
  { repository, packageId, after, limit }: ListTagNamesInput,
): Promise<TagNamePage> {
  const place = placeOfRepository(repository);
  const seesHeld = can(actor, 'artifact:read-held', place);
  if (limit === 0 || !(seesHeld || can(actor, 'artifact:read', place))) {
    return { names: [], hasMore: false };
  }
  const rows = await ports.database.prisma.$queryRaw<{ readonly name: string }[]>`
    SELECT name FROM tags JOIN artifacts ON artifacts.id = artifact_id
    WHERE tags.package_id = ${packageId}::uuid AND deleted_at IS NULL
      AND (${seesHeld} OR state = 'RELEASED')
      AND (${after}::text IS NULL OR name COLLATE "C" > ${after}::text COLLATE "C")
    ORDER BY name COLLATE "C"
    LIMIT ${limit + 1}`;
  return { names: rows.slice(0, limit).map(({ name }) => name), hasMore: rows.length > limit };
}
