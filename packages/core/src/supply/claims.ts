import type { Ports } from '../ports.ts';
import type { RepositoryWithProject } from '../repositories/index.ts';
import type { UpstreamSettings } from './upstream-settings.ts';

/** `@acme/*` covers every name that begins so; without a star, a pattern is the name itself. */
function matchesName(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

export interface AskedName {
  readonly name: string;
  readonly nameKey?: string | undefined;
}

/**
 * True where a name is ours, so that upstream is not even asked for it: an operator said so, or a
 * hosted repository beside the proxy (in its project, or in a group with it) has a package of the
 * name. How a name first came decides who may add to it (D5.1), unless an operator shares it.
 */
export async function isClaimed(
  { database }: Pick<Ports, 'database'>,
  proxy: RepositoryWithProject,
  { upstream, name, nameKey }: AskedName & { readonly upstream: UpstreamSettings },
): Promise<boolean> {
  if (upstream.claimedNames.some((pattern) => matchesName(pattern, name))) return true;
  if (upstream.sharedNames.some((pattern) => matchesName(pattern, name))) return false;
  const named = nameKey === undefined ? { name } : { OR: [{ name }, { nameKey }] };
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
