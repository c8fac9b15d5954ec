import type { IndexedVersion, PackageIndex } from '@bonded/core/supply';
import type { FormatPorts } from '../format.ts';
import {
  renderMetadata,
  renderSnapshotMetadata,
  type SnapshotFile,
  type VersionsPart,
} from './codec/metadata.ts';
import { baseVersionOf, isSnapshotVersion } from './codec/snapshot-build.ts';
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
  /** A version without a pom is not told of while its deploy may still be under way. */
  readonly isWhole: boolean;
}

/** After which nobody takes a version without a pom for half a deploy. */
const deployMs = 60_000;

export interface ListedPackage {
  readonly groupId: string;
  readonly artifactId: string;
}

export async function renderListing(
  { clock }: Pick<FormatPorts, 'clock'>,
  { groupId, artifactId }: ListedPackage,
  index: PackageIndex,
): Promise<PackageListing> {
  const settledBefore = clock.now().getTime() - deployMs;
  const listed = index.versions.map((artifact) => listedOf(artifact, settledBefore));
  const updatedAt = newestOf([index.package.updatedAt, ...listed.map((each) => each.updatedAt)]);
  const released = listed.filter(({ isReleased }) => isReleased);
  const whole = released.filter(({ isWhole }) => isWhole);
  const names = [...new Set(whole.map(({ baseVersion }) => baseVersion))];
  const versions = names.length === 0 ? null : { groupId, artifactId, versions: names, updatedAt };
  const rendered = versions && (await renderedMetadata(renderMetadata(versions, []), updatedAt));
  const snapshots = new Map<string, SnapshotListing>();
  const bySnapshot = Map.groupBy(listed, ({ baseVersion }) => baseVersion);
  for (const [version, builds] of bySnapshot) {
    if (!isSnapshotVersion(version)) continue;
    snapshots.set(version, await listSnapshot({ groupId, artifactId, version }, builds));
  }
  return { versions, rendered, snapshots };
}

function listedOf(artifact: IndexedVersion, settledBefore: number): Listed {
  const files = Object.values(readMetadata(artifact.metadata).files);
  return {
    version: artifact.version,
    baseVersion: baseVersionOf(artifact.version),
    updatedAt: artifact.updatedAt,
    // Taken back: given out to who asks for exactly this version, told of to nobody.
    isReleased: artifact.state === 'RELEASED' && artifact.yankedAt === null,
    // What comes from elsewhere was deployed there: its files are fetched in any order.
    isWhole:
      files.some(isPom) ||
      artifact.originUrl !== null ||
      artifact.contentAt.getTime() < settledBefore,
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
  if (givenOut.length === 0) return { rendered: null, released, all };
  const updatedAt = newestOf(builds.map((each) => each.updatedAt));
  const files = [...released.values()];
  const part = { ...at, build: buildToFollow(givenOut), files, updatedAt };
  return {
    rendered: await renderedMetadata(renderSnapshotMetadata(part), updatedAt),
    released,
    all,
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
