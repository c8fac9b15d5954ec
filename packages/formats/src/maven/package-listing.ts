import type { IndexedVersion, PackageIndex } from '@bonded/core/supply';
import type { FormatPorts } from '../format.ts';
import { fileAt } from './codec/coordinates.ts';
import {
  renderMetadata,
  renderSnapshotMetadata,
  type SnapshotFile,
  type VersionsPart,
} from './codec/metadata.ts';
import { baseVersionOf, isSnapshotVersion, snapshotBuild } from './codec/snapshot-build.ts';
import { type BuildFiles, newestBuild, newestFiles } from './codec/snapshot-files.ts';
import { metadataSizeBytes, type RenderedMetadata, renderedMetadata } from './rendered-metadata.ts';
import { readMetadata } from './stored-metadata.ts';

/** One snapshot: what is told of it, and which build each of its files is of. */
export interface SnapshotListing {
  /** Null while no build is given out. */
  readonly rendered: RenderedMetadata | null;
  readonly released: ReadonlyMap<string, SnapshotFile>;
  /** Held ones too: whoever asks for such a file learns why. */
  readonly all: ReadonlyMap<string, SnapshotFile>;
  /** The build that may have more files than were told of: it comes as far as it is asked for. */
  readonly partial: string | null;
}

/** Everything that is rendered of a package, from one reading. */
export interface PackageListing {
  /** Null while no version is given out. */
  readonly versions: VersionsPart | null;
  readonly rendered: RenderedMetadata | null;
  readonly snapshots: ReadonlyMap<string, SnapshotListing>;
}

interface Listed extends BuildFiles {
  readonly baseVersion: string;
  readonly isReleased: boolean;
  readonly isFetched: boolean;
  /** A version without a pom is not told of while its deploy may still be under way. */
  readonly isWhole: boolean;
}

/** After which nobody takes a version without a pom for half a deploy. */
const deployMs = 60_000;

export interface ListedPackage {
  readonly groupId: string;
  readonly artifactId: string;
  /** Set where the index has all builds of this snapshot alone, fetched ones and others. */
  readonly snapshot: string | null;
}

export async function renderListing(
  { clock }: Pick<FormatPorts, 'clock'>,
  { groupId, artifactId, snapshot }: ListedPackage,
  index: PackageIndex,
): Promise<PackageListing> {
  const settledBefore = clock.now().getTime() - deployMs;
  const filesOf = snapshot === null ? storedFiles : await readFiles(index);
  const listed = index.versions.map((artifact) =>
    listedOf(artifact, { settledBefore, files: filesOf(artifact) }),
  );
  const updatedAt = newestOf([index.package.updatedAt, ...listed.map((each) => each.updatedAt)]);
  const released = listed.filter(({ isReleased }) => isReleased);
  const whole = released.filter(({ isWhole }) => isWhole);
  const names = [...new Set(whole.map(({ baseVersion }) => baseVersion))];
  const versions = names.length === 0 ? null : { groupId, artifactId, versions: names, updatedAt };
  const rendered = versions && (await renderedMetadata(renderMetadata(versions, []), updatedAt));
  const snapshots = new Map<string, SnapshotListing>();
  const bySnapshot = Map.groupBy(listed, ({ baseVersion }) => baseVersion);
  for (const [version, named] of bySnapshot) {
    if (!isSnapshotVersion(version) || version !== (snapshot ?? version)) continue;
    // An upstream's list of versions has its name alone.
    const builds = named.filter(({ files }) => files.length > 0);
    if (builds.length === 0) continue;
    snapshots.set(version, await listSnapshot({ groupId, artifactId, version }, builds));
  }
  return { versions, rendered, snapshots };
}

type FilesOf = (artifact: IndexedVersion) => BuildFiles['files'];

/** A version of ours knows its files. */
const storedFiles: FilesOf = ({ metadata }) => Object.values(readMetadata(metadata).files);

/** One that is fetched file by file knows those that came; upstream told of the others. */
async function readFiles(index: PackageIndex): Promise<FilesOf> {
  const byVersion = Map.groupBy(await index.files(), ({ artifactId }) => artifactId);
  return ({ id }) => (byVersion.get(id) ?? []).map(({ path }) => fileAt(path.split('/')));
}

interface Readings {
  readonly settledBefore: number;
  readonly files: BuildFiles['files'];
}

function listedOf(artifact: IndexedVersion, { settledBefore, files }: Readings): Listed {
  const isFetched = artifact.originUrl !== null;
  return {
    version: artifact.version,
    baseVersion: baseVersionOf(artifact.version),
    // What comes from elsewhere is not newer for having been fetched.
    updatedAt: artifact.upstreamAt ?? artifact.updatedAt,
    // Taken back: given out to who asks for exactly this version, told of to nobody.
    isReleased: artifact.state === 'RELEASED' && artifact.yankedAt === null,
    isFetched,
    // What comes from elsewhere was deployed there: its files are fetched in any order.
    isWhole: files.some(isPom) || isFetched || artifact.contentAt.getTime() < settledBefore,
    files,
  };
}

async function listSnapshot(
  at: { readonly groupId: string; readonly artifactId: string; readonly version: string },
  builds: readonly Listed[],
): Promise<SnapshotListing> {
  const givenOut = builds.filter(({ isReleased }) => isReleased);
  const released = newestFiles(givenOut);
  const all = newestFiles(builds);
  const newest = buildToFollow(givenOut);
  if (newest === null) return { rendered: null, released, all, partial: null };
  const updatedAt = newestOf(builds.map((each) => each.updatedAt));
  const files = [...released.values()];
  const part = { ...at, build: snapshotBuild(newest.version), files, updatedAt };
  return {
    rendered: await renderedMetadata(renderSnapshotMetadata(part), updatedAt),
    released,
    all,
    partial: newest.isFetched ? newest.version : null,
  };
}

/** Who follows one build for all files (Gradle) needs one that has its pom. */
function buildToFollow(builds: readonly Listed[]) {
  const whole = builds.filter(({ files }) => files.some(isPom));
  return newestBuild(whole.length === 0 ? builds : whole);
}

function isPom(file: { readonly classifier: string | null; readonly extension: string }): boolean {
  return file.classifier === null && file.extension === 'pom';
}

function newestOf(times: readonly Date[]): Date {
  return new Date(Math.max(...times.map((time) => time.getTime())));
}

const fileCost = 300;

export function listingSizeBytes({ rendered, versions, snapshots }: PackageListing): number {
  const own = rendered === null ? 1 : metadataSizeBytes(rendered);
  return [...snapshots.values()].reduce(
    (sum, { rendered: inner, all }) =>
      sum + (inner === null ? 0 : metadataSizeBytes(inner)) + all.size * fileCost,
    own + (versions?.versions.length ?? 0),
  );
}
