import { listMarkedVersions } from '@bonded/core/artifacts';
import type { FormatPorts } from '../format.ts';
import type { PluginEntry } from './codec/metadata.ts';
import { inOrder } from './codec/metadata.ts';
import { readMetadata } from './stored-metadata.ts';

export interface PluginListing {
  readonly plugins: readonly PluginEntry[];
  readonly updatedAt: Date;
}

/** The plugins of a group that are given out: what the newest version says is its prefix. */
export async function loadPlugins(
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
