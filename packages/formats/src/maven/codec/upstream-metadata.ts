import type { UpstreamDocument, UpstreamPackage } from '@bonded/core/repositories';
import { childText, onlyChild } from '../../archives/xml.ts';
import { writeMetadata } from '../stored-metadata.ts';
import { isArtifactId, isVersion, packageNameOf } from './coordinates.ts';
import { type PluginEntry, readMetadataTime } from './metadata.ts';
import {
  type DocumentSubject,
  readDocument,
  readingUpstream,
  requireAbout,
} from './upstream-document.ts';

const versionsMax = 50_000;
const pluginsMax = 20_000;
const textCharsMax = 1_024;

/**
 * What a repository's `maven-metadata.xml` says of an artifact; null where it is the document of a
 * group alone. Its versions say nothing of themselves but that they are: the poms do, and of a
 * snapshot the document of its builds. Errors: UPSTREAM_DOCUMENT_INVALID.
 */
export async function readUpstreamVersions(
  document: UpstreamDocument,
  at: DocumentSubject,
): Promise<UpstreamPackage | null> {
  return readingUpstream(async () => {
    const metadata = await readDocument(document);
    const versioning = onlyChild(metadata, 'versioning');
    const list = versioning && onlyChild(versioning, 'versions');
    if (versioning === null || list === null) return null;
    requireAbout(metadata, at);
    const texts = list.children
      .filter(({ name }) => name === 'version')
      .map(({ text }) => text.trim())
      .filter(isVersion);
    const updatedAt = readMetadataTime(childText(versioning, 'lastUpdated') ?? '');
    return {
      name: packageNameOf(at),
      versions: [...new Set(texts)].slice(0, versionsMax).map(versionNamed),
      tags: new Map(),
      ...(updatedAt !== null && { updatedAt }),
    };
  });
}

/** The plugins of a group, as the same kind of document tells. */
export async function readUpstreamPlugins(
  document: UpstreamDocument,
): Promise<readonly PluginEntry[]> {
  return readingUpstream(async () => {
    const list = onlyChild(await readDocument(document), 'plugins');
    const plugins = (list?.children ?? []).filter(({ name }) => name === 'plugin');
    return plugins.slice(0, pluginsMax).flatMap((plugin) => {
      const [prefix, artifactId] = [childText(plugin, 'prefix'), childText(plugin, 'artifactId')];
      if (prefix === null || artifactId === null || !isArtifactId(artifactId)) return [];
      if (prefix.length > textCharsMax) return [];
      const name = (childText(plugin, 'name') ?? artifactId).slice(0, textCharsMax);
      return [{ name, prefix, artifactId }];
    });
  });
}

function versionNamed(version: string) {
  const metadata = writeMetadata({ files: {}, pom: null, expected: {} });
  return { version, metadata, publishedAt: null, files: [] };
}
