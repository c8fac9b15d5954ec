import type { SnapshotFile } from './metadata.ts';
import { metadataTime, readMetadataTime } from './metadata.ts';
import { type SnapshotBuild, snapshotBuild } from './snapshot-build.ts';

/** One build of a snapshot, or the snapshot itself where builds have no time. */
export interface BuildFiles {
  readonly version: string;
  readonly updatedAt: Date;
  readonly files: readonly { readonly classifier: string | null; readonly extension: string }[];
}

/** A file of a snapshot whichever build it is of: `sources.jar`, `.pom`. */
export function fileKey(classifier: string | null, extension: string): string {
  return `${classifier ?? ''}.${extension}`;
}

/** Oldest first. What has no time was never followed by a build, so it counts as the oldest. */
function compareBuilds(one: string, other: string): number {
  const [left, right] = [snapshotBuild(one), snapshotBuild(other)];
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (left.timestamp !== right.timestamp) return left.timestamp < right.timestamp ? -1 : 1;
  return left.number - right.number;
}

/** The newest of each file, over all builds: a build need not have all of them. */
export function newestFiles(builds: readonly BuildFiles[]): ReadonlyMap<string, SnapshotFile> {
  const newest = new Map<string, SnapshotFile>();
  for (const { version, updatedAt, files } of builds.toSorted(byBuild)) {
    for (const { classifier, extension } of files) {
      newest.set(fileKey(classifier, extension), {
        classifier,
        extension,
        value: version,
        updatedAt: timeOf(snapshotBuild(version), updatedAt),
      });
    }
  }
  return newest;
}

export function newestBuild<Build extends BuildFiles>(builds: readonly Build[]): Build | null {
  return builds.toSorted(byBuild).at(-1) ?? null;
}

function byBuild(one: BuildFiles, other: BuildFiles): number {
  return compareBuilds(one.version, other.version);
}

/** When a build was made, as its version tells; null for what tells none. */
export function builtAt(version: string): Date | null {
  const build = snapshotBuild(version);
  return build && readMetadataTime(digitsOf(build));
}

function timeOf(build: SnapshotBuild | null, updatedAt: Date): string {
  return build === null ? metadataTime(updatedAt) : digitsOf(build);
}

function digitsOf({ timestamp }: SnapshotBuild): string {
  return timestamp.replace('.', '');
}
