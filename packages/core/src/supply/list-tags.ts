import { AppError } from '@bonded/kernel';
import { type Actor, can } from '../access/index.ts';
import {
  listTagNames as listStoredTagNames,
  lookUpPackage,
  packageNotFound,
  type TagNamePage,
} from '../artifacts/index.ts';
import {
  holdersFor,
  placeOfRepository,
  type RepositoryWithProject,
} from '../repositories/index.ts';
import { askEach } from './ask-each.ts';
import { formatOf } from './format-of.ts';
import type { SupplyPorts } from './open-file.ts';

export interface TagNamesWish {
  readonly repository: RepositoryWithProject;
  readonly name: string;
  /** The last name of the page before. */
  readonly after: string | null;
  readonly limit: number;
}

/**
 * The tags of a package in the order of their bytes, from a repository of any kind: a hosted one's
 * lead to what the actor may see, a proxy's are all that its upstream tells, a group's are those of
 * all members that the actor may read. The caller may read the repository: that was asked before.
 * Errors: PACKAGE_NOT_FOUND, those of an upstream.
 */
export async function listTagNames(
  ports: SupplyPorts,
  actor: Actor,
  wish: TagNamesWish,
): Promise<TagNamePage> {
  const holders = await holdersFor(ports, actor, wish.repository);
  const pages = await askEach(holders, (repository) =>
    pageOf(ports, actor, { ...wish, repository, through: wish.repository }),
  );
  if (pages.length === 0) throw packageNotFound(`There is no package ${wish.name} here.`);
  const names = [...new Set(pages.flatMap((page) => page.names))].toSorted(byBytes);
  const hasMore = names.length > wish.limit || pages.some((page) => page.hasMore);
  return { names: names.slice(0, wish.limit), hasMore: hasMore && wish.limit > 0 };
}

interface MemberWish extends TagNamesWish {
  /** Where it is asked for. */
  readonly through: RepositoryWithProject;
}

function pageOf(ports: SupplyPorts, actor: Actor, wish: MemberWish): Promise<TagNamePage | null> {
  const { repository } = wish;
  if (repository.kind !== 'PROXY') return storedPage(ports, actor, wish);
  if (!can(actor, 'artifact:read', placeOfRepository(repository))) return Promise.resolve(null);
  return toldPage(ports, wish).catch(async (error: unknown) => {
    // Those of what we have are still told.
    const isAway = error instanceof AppError && error.kind === 'unavailable';
    const stored = isAway ? await storedPage(ports, actor, wish) : null;
    if (stored === null) throw error;
    return stored;
  });
}

async function storedPage(
  ports: SupplyPorts,
  actor: Actor,
  { repository, name, after, limit }: TagNamesWish,
): Promise<TagNamePage | null> {
  const found = await lookUpPackage(ports, { repositoryId: repository.id, name });
  if (found === null) return null;
  return listStoredTagNames(ports, actor, { repository, packageId: found.id, after, limit });
}

async function toldPage(
  ports: SupplyPorts,
  { repository: proxy, through, name, after, limit }: MemberWish,
): Promise<TagNamePage | null> {
  const { tagged } = formatOf(ports, proxy).upstream ?? {};
  if (tagged === undefined) return null;
  const told = await ports.upstreams.consult(proxy, { name, through }, (source) =>
    tagged.tagsOf(source, name),
  );
  if (told === null) return null;
  const names = [...told].toSorted(byBytes).filter((tag) => after === null || tag > after);
  return { names: names.slice(0, limit), hasMore: names.length > limit };
}

/** Tags are ASCII: the order of their characters is that of their bytes. */
function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
