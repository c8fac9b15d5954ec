import type { UpstreamDocument, UpstreamPackage } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { AppError } from '@bonded/kernel';
import { childText, onlyChild, readXml, type XmlElement } from '../../archives/xml.ts';
import { writeMetadata } from '../stored-metadata.ts';
import { isArtifactId, isVersion, packageNameOf } from './coordinates.ts';
import type { PluginEntry } from './metadata.ts';
import { isSnapshotVersion } from './snapshot-build.ts';

const documentBytesMax = 16 * 1024 * 1024;
const elementsMax = 500_000;
const versionsMax = 50_000;
const pluginsMax = 20_000;
const textCharsMax = 1_024;

/** An artifact as addresses name it. */
interface ArtifactName {
  readonly groupId: string;
  readonly artifactId: string;
}

/**
 * What a repository's `maven-metadata.xml` says of an artifact; null where it is the document of a
 * group alone. Its versions say nothing of themselves but that they are: the poms do. Snapshots are
 * left out, as proxies have none. Errors: UPSTREAM_DOCUMENT_INVALID.
 */
export async function readUpstreamVersions(
  document: UpstreamDocument,
  at: ArtifactName,
): Promise<UpstreamPackage | null> {
  return reading(async () => {
    const metadata = await readDocument(document);
    const versioning = onlyChild(metadata, 'versioning');
    const list = versioning && onlyChild(versioning, 'versions');
    if (versioning === null || list === null) return null;
    requireAbout(metadata, at);
    const texts = list.children
      .filter(({ name }) => name === 'version')
      .map(({ text }) => text.trim())
      .filter((version) => isVersion(version) && !isSnapshotVersion(version));
    const updatedAt = timeOf(childText(versioning, 'lastUpdated'));
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
  return reading(async () => {
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

/** What is wrong with a document of upstream's is no fault of who asked for it. */
async function reading<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.kind === 'unavailable') throw cause;
    throw upstreamDocumentInvalid(`Upstream's document is refused: ${cause.message}`, { cause });
  }
}

async function readDocument({ bytes }: UpstreamDocument): Promise<XmlElement> {
  const chunks = (async function* () {
    yield await Promise.resolve(bytes);
  })();
  const root = await readXml(chunks, { bytesMax: documentBytesMax, elementsMax });
  if (root.name === 'metadata') return root;
  throw upstreamDocumentInvalid("Upstream's document is no maven-metadata.xml.");
}

function requireAbout(metadata: XmlElement, at: ArtifactName): void {
  for (const name of ['groupId', 'artifactId'] as const) {
    const said = childText(metadata, name);
    if (said === null || said === at[name]) continue;
    throw upstreamDocumentInvalid(`Upstream's document is not that of ${packageNameOf(at)}.`);
  }
}

function versionNamed(version: string) {
  const metadata = writeMetadata({ files: {}, pom: null, expected: {} });
  return { version, metadata, publishedAt: null, files: [] };
}

/** `yyyyMMddHHmmss`, UTC. */
function timeOf(text: string | null): Date | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text ?? '');
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}
