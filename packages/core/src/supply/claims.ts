import type { Prisma } from '@bonded/database';
import { matchesName, patternKey } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import {
  allMembers,
  type Claim,
  type Claimable,
  type RepositoryWithProject,
} from '../repositories/index.ts';
import type { UpstreamSettings } from './upstream-settings.ts';

export interface AskedName extends Claimable {
  readonly upstream: UpstreamSettings;
  /** What all spellings of a name have in common, where there are several. */
  readonly nameKeyOf?: ((name: string) => string) | undefined;
}

/** In whichever spelling: a guard must not depend on which one its operator knew. */
export function patternOf(
  patterns: readonly string[],
  { name, nameKeyOf = (text) => text }: Pick<AskedName, 'name' | 'nameKeyOf'>,
): string | undefined {
  return patterns.find((pattern) => matchesName(patternKey(pattern, nameKeyOf), nameKeyOf(name)));
}

/**
 * Why a name is ours, so that upstream is not even asked for it; null where it is not. An operator
 * said so, or a hosted repository has a package of the name: one of the proxy's project, of a group
 * there that the proxy is in, or of the group that it is asked through. How a name first came
 * decides who may add to it (D5.1), unless an operator shares it. Groups of others claim nothing
 * for those who do not ask through them: who may make a group could else deny a name to everybody.
 */
export async function claimOf(
  ports: Pick<Ports, 'database' | 'caches'>,
  proxy: RepositoryWithProject,
  asked: AskedName,
): Promise<Claim | null> {
  const { upstream, through } = asked;
  const pattern = patternOf(upstream.claimedNames, asked);
  if (pattern !== undefined) return { pattern, owner: null };
  if (patternOf(upstream.sharedNames, asked) !== undefined) return null;
  const members = through == null ? [] : await allMembers(ports, through);
  const ids = members.filter(({ kind }) => kind === 'HOSTED').map(({ id }) => id);
  const found = await ports.database.prisma.package.findFirst({
    where: { ...named(asked), repository: { ...beside(proxy, ids), format: proxy.format } },
    select: { repository: { include: { project: true } } },
  });
  return found === null ? null : { pattern: null, owner: found.repository };
}

function named({ name, nameKeyOf, isNamespace = false }: AskedName): Prisma.PackageWhereInput {
  if (isNamespace) return { name: { startsWith: name } };
  return nameKeyOf === undefined ? { name } : { OR: [{ name }, { nameKey: nameKeyOf(name) }] };
}

/** The hosted repositories whose names a proxy does not ask for, with those of a group. */
export function beside(
  { id, projectId }: RepositoryWithProject,
  memberIds: readonly string[],
): Prisma.RepositoryWhereInput {
  const group = { projectId, members: { some: { repositoryId: id } } };
  return {
    kind: 'HOSTED',
    OR: [{ projectId }, { groups: { some: { group } } }, { id: { in: [...memberIds] } }],
  };
}
