import { mavenPathInvalid } from './errors.ts';
import { baseVersionOf, type SnapshotBuild, snapshotBuild } from './snapshot-build.ts';

export interface Coordinates {
  readonly groupId: string;
  readonly artifactId: string;
  readonly version: string;
}

const groupPart = /^[A-Za-z0-9_-]+$/;
const artifactName = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;
/** Maven forbids what file systems or its own lists of versions would trip over. */
const versionName = /^[A-Za-z0-9_][A-Za-z0-9_.+~-]*$/;
const nameCharsMax = 200;
/** Words that Maven resolves to a version: none may be called so. */
const metaVersions: ReadonlySet<string> = new Set(['LATEST', 'RELEASE', 'SNAPSHOT']);

export function isGroupId(text: string): boolean {
  return text.length <= nameCharsMax && text.split('.').every((part) => groupPart.test(part));
}

export function isArtifactId(text: string): boolean {
  return text.length <= nameCharsMax && artifactName.test(text);
}

export function isVersion(text: string): boolean {
  return text.length <= nameCharsMax && versionName.test(text) && !metaVersions.has(text);
}

/** How a package is called: the words in which advisories and build files name it. */
export function packageNameOf({ groupId, artifactId }: Omit<Coordinates, 'version'>): string {
  return `${groupId}:${artifactId}`;
}

/** One file of an artifact, as its path tells. */
export interface MavenFile extends Coordinates {
  readonly path: string;
  readonly fileName: string;
  /** The folder: for a build of a snapshot `1.0-SNAPSHOT`, else the version itself. */
  readonly baseVersion: string;
  /** Which build of a snapshot; null for releases and for snapshots without a time. */
  readonly build: SnapshotBuild | null;
  readonly isSnapshot: boolean;
  readonly classifier: string | null;
  /** Of a signature: `jar.asc`. */
  readonly extension: string;
}

/**
 * Reads `{group}/{artifact}/{version}/{artifact}-{version}[-{classifier}].{extension}`.
 *
 * @throws AppError `MAVEN_PATH_INVALID`
 */
export function fileAt(segments: readonly string[]): MavenFile {
  const [fileName = '', baseVersion = '', artifactId = '', ...reversedGroup] =
    segments.toReversed();
  const groupId = reversedGroup.toReversed().join('.');
  requireCoordinates(reversedGroup, { groupId, artifactId, version: baseVersion });
  const isSnapshot = baseVersion.endsWith('-SNAPSHOT');
  const version = versionIn(fileName, artifactId, baseVersion);
  const build = snapshotBuild(version);
  if (build !== null && !isSnapshot) {
    throw mavenPathInvalid(`The build ${version} belongs into ${build.baseVersion}/.`);
  }
  const rest = fileName.slice(`${artifactId}-${version}`.length);
  return {
    path: segments.join('/'),
    fileName,
    groupId,
    artifactId,
    baseVersion,
    version,
    build,
    isSnapshot,
    ...readSuffix(rest, fileName),
  };
}

function requireCoordinates(groupParts: readonly string[], { artifactId, ...rest }: Coordinates) {
  const isGroup = groupParts.length > 0 && groupParts.every((part) => groupPart.test(part));
  if (!isGroup || !isGroupId(rest.groupId)) {
    throw mavenPathInvalid('The path does not begin with a group id, a folder for each part.');
  }
  if (!isArtifactId(artifactId)) throw mavenPathInvalid(`"${artifactId}" is no artifact id.`);
  if (!isVersion(rest.version)) throw mavenPathInvalid(`"${rest.version}" is no version.`);
}

/** The version that the file name carries: its folder's, or a build of its folder's snapshot. */
function versionIn(fileName: string, artifactId: string, baseVersion: string): string {
  const rest = fileName.startsWith(`${artifactId}-`) ? fileName.slice(artifactId.length + 1) : '';
  if (rest.startsWith(baseVersion)) return baseVersion;
  const stem = baseVersion.slice(0, -'SNAPSHOT'.length);
  const stamp =
    baseVersion.endsWith('-SNAPSHOT') && rest.startsWith(stem)
      ? /^\d{8}\.\d{6}-\d{1,9}(?=[.-])/.exec(rest.slice(stem.length))
      : null;
  if (stamp !== null) return stem + stamp[0];
  throw mavenPathInvalid(`Files in this folder are called ${artifactId}-${baseVersion}….`);
}

/** Extensions of more than one part, of which only the last says how the bytes are packed. */
const compound = /\.(?:tar\.[a-z0-9]{1,5}|cpio\.[a-z0-9]{1,5})$/;
const signature = /\.(?:asc|sig|sigstore|sigstore\.json)$/;
const suffix = /^[A-Za-z0-9_.+~-]+$/;

function readSuffix(rest: string, fileName: string) {
  const signed = signature.exec(rest)?.[0] ?? '';
  const bare = rest.slice(0, rest.length - signed.length);
  const packed = compound.exec(bare)?.[0] ?? /\.[A-Za-z0-9_]+$/.exec(bare)?.[0] ?? '';
  const classifier = bare.slice(0, bare.length - packed.length);
  const isNamed = /^-./.test(classifier) && suffix.test(classifier);
  if (packed === '' || (classifier !== '' && !isNamed) || fileName.length > nameCharsMax * 2) {
    throw mavenPathInvalid(`"${fileName}" has no classifier and extension behind its version.`);
  }
  return {
    classifier: classifier === '' ? null : classifier.slice(1),
    extension: (packed + signed).slice(1),
  };
}

/** Where a file of an artifact lies. */
export function pathOf(at: Coordinates, extension: string): string {
  const { artifactId, version } = at;
  return [...folderOf(at), baseVersionOf(version), `${artifactId}-${version}.${extension}`].join(
    '/',
  );
}

/** The path of the same file in another version: another build of the same snapshot. */
export function pathOfVersion(file: MavenFile, version: string): string {
  const rest = file.fileName.slice(`${file.artifactId}-${file.version}`.length);
  return [...folderOf(file), file.baseVersion, `${file.artifactId}-${version}${rest}`].join('/');
}

function folderOf({ groupId, artifactId }: Coordinates): readonly string[] {
  return [...groupId.split('.'), artifactId];
}
