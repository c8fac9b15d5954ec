import { childText, readXml } from '../../archives/xml.ts';

export const pluginDescriptorPath = 'META-INF/maven/plugin.xml';
const skips: ReadonlySet<string> = new Set(['mojos', 'dependencies']);
const bytesMax = 16 * 1024 * 1024;
const elementsMax = 500_000;
const nameCharsMax = 256;
const prefixPattern = /^[A-Za-z0-9_.-]{1,100}$/;

export interface PluginDescriptor {
  readonly groupId: string;
  readonly artifactId: string;
  readonly prefix: string;
  readonly name: string;
}

/** What `mvn prefix:goal` needs to know, or null where the descriptor names no prefix. */
export async function readPluginDescriptor(
  chunks: AsyncIterable<Uint8Array>,
): Promise<PluginDescriptor | null> {
  const plugin = await readXml(chunks, { bytesMax, elementsMax, skips });
  const prefix = childText(plugin, 'goalPrefix');
  if (plugin.name !== 'plugin' || prefix === null || !prefixPattern.test(prefix)) return null;
  const artifactId = childText(plugin, 'artifactId') ?? '';
  return {
    groupId: childText(plugin, 'groupId') ?? '',
    artifactId,
    prefix,
    name: (childText(plugin, 'name') ?? artifactId).slice(0, nameCharsMax),
  };
}
