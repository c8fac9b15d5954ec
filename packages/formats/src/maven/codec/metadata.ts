import { mavenOrder } from '@bonded/core/ports';
import { isSnapshotVersion } from './snapshot-build.ts';

/** One file of a snapshot that clients are led to. */
export interface SnapshotFile {
  readonly classifier: string | null;
  readonly extension: string;
  /** The version in its file name. */
  readonly value: string;
  readonly updatedAt: string;
}

export interface PluginEntry {
  readonly name: string;
  readonly prefix: string;
  readonly artifactId: string;
}

export interface VersionsPart {
  readonly groupId: string;
  readonly artifactId: string;
  /** In any order. */
  readonly versions: readonly string[];
  readonly updatedAt: Date;
}

export interface SnapshotPart {
  readonly groupId: string;
  readonly artifactId: string;
  readonly version: string;
  /** The newest build; null where builds have no time. */
  readonly build: { readonly timestamp: string; readonly number: number } | null;
  readonly files: readonly SnapshotFile[];
  readonly updatedAt: Date;
}

/** The document at a path that is an artifact, a group of plugins, or both. */
export function renderMetadata(
  versions: VersionsPart | null,
  plugins: readonly PluginEntry[],
): string {
  return page('<metadata>', [
    ...(versions === null ? [] : versionLines(versions)),
    ...(plugins.length === 0 ? [] : pluginLines(plugins)),
  ]);
}

function versionLines({ groupId, artifactId, versions, updatedAt }: VersionsPart): string[] {
  const ordered = inOrder(versions);
  const latest = ordered.at(-1);
  const release = ordered.findLast((version) => !isSnapshotVersion(version));
  return [
    element(1, 'groupId', groupId),
    element(1, 'artifactId', artifactId),
    '  <versioning>',
    ...(latest === undefined ? [] : [element(2, 'latest', latest)]),
    ...(release === undefined ? [] : [element(2, 'release', release)]),
    '    <versions>',
    ...ordered.map((version) => element(3, 'version', version)),
    '    </versions>',
    element(2, 'lastUpdated', metadataTime(updatedAt)),
    '  </versioning>',
  ];
}

function pluginLines(plugins: readonly PluginEntry[]): string[] {
  const ordered = plugins.toSorted((one, other) => compareTexts(one.prefix, other.prefix));
  return [
    '  <plugins>',
    ...ordered.flatMap(({ name, prefix, artifactId }) => [
      '    <plugin>',
      element(3, 'name', name),
      element(3, 'prefix', prefix),
      element(3, 'artifactId', artifactId),
      '    </plugin>',
    ]),
    '  </plugins>',
  ];
}

/** The document of one snapshot: which build each of its files is of. */
export function renderSnapshotMetadata(part: SnapshotPart): string {
  const { groupId, artifactId, version, build, files, updatedAt } = part;
  return page('<metadata modelVersion="1.1.0">', [
    element(1, 'groupId', groupId),
    element(1, 'artifactId', artifactId),
    element(1, 'version', version),
    '  <versioning>',
    ...(build === null
      ? []
      : [
          '    <snapshot>',
          element(3, 'timestamp', build.timestamp),
          element(3, 'buildNumber', String(build.number)),
          '    </snapshot>',
        ]),
    element(2, 'lastUpdated', metadataTime(updatedAt)),
    '    <snapshotVersions>',
    ...files.flatMap(({ classifier, extension, value, updatedAt: fileUpdatedAt }) => [
      '      <snapshotVersion>',
      ...(classifier === null ? [] : [element(4, 'classifier', classifier)]),
      element(4, 'extension', extension),
      element(4, 'value', value),
      element(4, 'updated', fileUpdatedAt),
      '      </snapshotVersion>',
    ]),
    '    </snapshotVersions>',
    '  </versioning>',
  ]);
}

/** By Maven's own order, oldest first; what it cannot read stands before. */
export function inOrder(versions: readonly string[]): readonly string[] {
  return versions
    .map((text) => ({ text, parsed: mavenOrder.parse(text) }))
    .toSorted((one, other) => {
      if (one.parsed === null || other.parsed === null) {
        return Number(one.parsed !== null) - Number(other.parsed !== null);
      }
      return mavenOrder.compare(one.parsed, other.parsed) || compareTexts(one.text, other.text);
    })
    .map(({ text }) => text);
}

/** `yyyyMMddHHmmss`, UTC. */
export function metadataTime(at: Date): string {
  return at
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14);
}

/** The same, read; null where it is none. */
export function readMetadataTime(text: string): Date | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second] = parts;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

function page(root: string, lines: readonly string[]): string {
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  return `${[head, root, ...lines, '</metadata>'].join('\n')}\n`;
}

function element(depth: number, name: string, text: string): string {
  return `${'  '.repeat(depth)}<${name}>${escape(text)}</${name}>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
