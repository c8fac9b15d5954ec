import type { Ports } from '../ports.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';
import type { UpstreamSettings } from './upstream-settings.ts';

export interface AskedName {
  readonly name: string;
  /** What all spellings of a name have in common, where there are several. */
  readonly nameKeyOf?: ((name: string) => string) | undefined;
}

/**
 * `@acme/*` covers every name that begins so; without a star, a pattern is the name itself. In
 * whichever spelling: a guard must not depend on which one its operator knew.
 */
function matchesName(pattern: string, { name, nameKeyOf = (text) => text }: AskedName): boolean {
  const key = nameKeyOf(name);
  if (!pattern.endsWith('*')) return key === nameKeyOf(pattern);
  return key.startsWith(nameKeyOf(pattern.slice(0, -1)));
}

/**
 * True where a name is ours, so that upstream is not even asked for it: an operator said so, or a
 * hosted repository beside the proxy (in its project, or in a group with it) has a package of the
 * name. How a name first came decides who may add to it (D5.1), unless an operator shares it.
 */
export async function isClaimed(
  { database }: Pick<Ports, 'database'>,
  proxy: RepositoryWithProject,
  { upstream, ...asked }: AskedName & { readonly upstream: UpstreamSettings },
): Promise<boolean> {
  if (upstream.claimedNames.some((pattern) => matchesName(pattern, asked))) return true;
  if (upstream.sharedNames.some((pattern) => matchesName(pattern, asked))) return false;
  const { name, nameKeyOf } = asked;
  const named =
    nameKeyOf === undefined ? { name } : { OR: [{ name }, { nameKey: nameKeyOf(name) }] };
  const owner = await database.prisma.package.findFirst({
    where: {
      ...named,
      repository: {
        kind: 'HOSTED',
        format: proxy.format,
        OR: [
          { projectId: proxy.projectId },
          { groups: { some: { group: { members: { some: { repositoryId: proxy.id } } } } } },
        ],
      },
    },
    select: { id: true },
  });
  return owner !== null;
}
