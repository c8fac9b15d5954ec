import { listMarkedVersions } from '@bonded/core/artifacts';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import type { FormatPorts } from '../format.ts';
import type { PluginEntry } from './codec/metadata.ts';
import { inOrder } from './codec/metadata.ts';
import { readUpstreamPlugins } from './codec/upstream-metadata.ts';
import { readMetadata } from './stored-metadata.ts';

export interface PluginListing {
  readonly plugins: readonly PluginEntry[];
  readonly updatedAt: Date;
}

export interface GroupPlace {
  /** The group repository that it is asked for through. */
  readonly through: RepositoryWithProject | null;
  readonly repository: RepositoryWithProject;
  readonly groupId: string;
}

/** The plugins of a group in one repository, with what the upstream of a proxy tells of others. */
export async function loadPlugins(
  ports: Pick<FormatPorts, 'database' | 'upstreams'>,
  place: GroupPlace,
): Promise<PluginListing> {
  const { repository, groupId } = place;
  const own = await ownPlugins(ports, { repositoryId: repository.id, groupId });
  if (repository.kind !== 'PROXY') return own;
  return mergePlugins([own, { ...own, plugins: await toldPlugins(ports, place) }]);
}

/** The first that has a prefix gives it. */
export function mergePlugins(listings: readonly PluginListing[]): PluginListing {
  const byPrefix = new Map<string, PluginEntry>();
  for (const plugin of listings.flatMap(({ plugins }) => plugins)) {
    if (!byPrefix.has(plugin.prefix)) byPrefix.set(plugin.prefix, plugin);
  }
  const times = listings.map(({ updatedAt }) => updatedAt.getTime());
  return { plugins: [...byPrefix.values()], updatedAt: new Date(Math.max(0, ...times)) };
}

async function toldPlugins(
  { upstreams }: Pick<FormatPorts, 'upstreams'>,
  { repository: proxy, groupId, through }: GroupPlace,
): Promise<readonly PluginEntry[]> {
  // A groupId in which we have something of our own gives its prefixes itself: a name that is not
  // ours yet must not become the goal that our builds run.
  const group = { name: `${groupId}:`, isNamespace: true, through };
  if (await upstreams.isClaimed(proxy, group)) return [];
  const address = `${groupId.replaceAll('.', '/')}/maven-metadata.xml`;
  const document = await upstreams.document(proxy, address);
  const told = document === null ? [] : await readUpstreamPlugins(document);
  const plugins: PluginEntry[] = [];
  for (const plugin of told) {
    const name = `${groupId}:${plugin.artifactId}`;
    if (!(await upstreams.isClaimed(proxy, { name, through }))) plugins.push(plugin);
  }
  return plugins;
}

/** The plugins of a group that are given out: what the newest version says is its prefix. */
async function ownPlugins(
  ports: Pick<FormatPorts, 'database'>,
  at: { readonly repositoryId: string; readonly groupId: string },
): Promise<PluginListing> {
  const { repositoryId, groupId } = at;
  const found = await listMarkedVersions(ports, {
    repositoryId,
    namePrefix: `${groupId}:`,
    mark: 'plugin',
  });
  const plugins = [...Map.groupBy(found, ({ package: { name } }) => name)].flatMap(
    ([packageName, versions]) => {
      const newest = inOrder(versions.map(({ version }) => version)).at(-1);
      const artifact = versions.find(({ version }) => version === newest);
      const plugin = artifact && readMetadata(artifact.metadata).plugin;
      return plugin ? [{ ...plugin, artifactId: packageName.slice(groupId.length + 1) }] : [];
    },
  );
  const times = found.map(({ updatedAt }) => updatedAt.getTime());
  return { plugins, updatedAt: new Date(Math.max(0, ...times)) };
}
