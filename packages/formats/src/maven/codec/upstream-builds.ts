import type { UpstreamDocument, UpstreamPackage } from '@bonded/core/repositories';
import { AppError } from '@bonded/kernel';
import { childText, onlyChild, type XmlElement } from '../../archives/xml.ts';
import { writeMetadata } from '../stored-metadata.ts';
import { type Coordinates, fileAt, type MavenFile, packageNameOf } from './coordinates.ts';
import { builtAt } from './snapshot-files.ts';
import { readDocument, readingUpstream, requireAbout } from './upstream-document.ts';

/** More than any build publishes. */
const filesMax = 2_000;

interface ToldFile {
  readonly value: string;
  readonly classifier: string | null;
  readonly extension: string;
}

/**
 * What a repository's `maven-metadata.xml` says of a snapshot: the newest build of each of its
 * files, or null where it tells of none. A file without a time is left out: its bytes may change,
 * and what a proxy fetches stays. Errors: UPSTREAM_DOCUMENT_INVALID.
 */
export async function readUpstreamBuilds(
  document: UpstreamDocument,
  snapshot: Coordinates,
): Promise<UpstreamPackage | null> {
  return readingUpstream(async () => {
    const metadata = await readDocument(document);
    requireAbout(metadata, snapshot);
    const versioning = onlyChild(metadata, 'versioning');
    const told = versioning === null ? [] : toldFiles(versioning, snapshot.version);
    const files = told.slice(0, filesMax).flatMap((each) => fileOf(snapshot, each) ?? []);
    if (files.length === 0) return null;
    const builds = [...Map.groupBy(files, ({ version }) => version)];
    return { name: packageNameOf(snapshot), versions: builds.map(buildOf), tags: new Map() };
  });
}

function toldFiles(versioning: XmlElement, snapshot: string): readonly ToldFile[] {
  const list = onlyChild(versioning, 'snapshotVersions')?.children ?? [];
  const told = list.filter(({ name }) => name === 'snapshotVersion');
  if (told.length === 0) return filesOfNewest(versioning, snapshot);
  return told.map((each) => ({
    value: childText(each, 'value') ?? '',
    classifier: childText(each, 'classifier'),
    extension: childText(each, 'extension') ?? '',
  }));
}

/** Maven 2 told which build is the newest, and of no files: nearly every one has these. */
function filesOfNewest(versioning: XmlElement, snapshot: string): readonly ToldFile[] {
  const newest = onlyChild(versioning, 'snapshot');
  if (newest === null) return [];
  const stem = snapshot.slice(0, -'SNAPSHOT'.length);
  const value = `${stem}${childText(newest, 'timestamp')}-${childText(newest, 'buildNumber')}`;
  return ['pom', 'jar'].map((extension) => ({ value, classifier: null, extension }));
}

/** Null where no file of a build of this snapshot can be called so. */
function fileOf(
  { groupId, artifactId, version: snapshot }: Coordinates,
  { value, classifier, extension }: ToldFile,
): MavenFile | null {
  const folder = [...groupId.split('.'), artifactId, snapshot];
  const suffix = `${classifier === null ? '' : `-${classifier}`}.${extension}`;
  try {
    const file = fileAt([...folder, `${artifactId}-${value}${suffix}`]);
    return file.build !== null && file.version === value ? file : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function buildOf([version, files]: readonly [string, readonly MavenFile[]]) {
  return {
    version,
    metadata: writeMetadata({ files: {}, pom: null, expected: {} }),
    publishedAt: builtAt(version),
    // Each has its checksums beside it, read when it is fetched.
    files: files.map(({ path }) => ({ path, address: path, digests: {} })),
  };
}
