/** One of the builds that a snapshot stands for, as its version tells. */
export interface SnapshotBuild {
  readonly baseVersion: string;
  /** `yyyyMMdd.HHmmss`, UTC. */
  readonly timestamp: string;
  readonly number: number;
}

const build = /^(.+)-(\d{8}\.\d{6})-(\d{1,9})$/;

/** Null for a release, and for a snapshot that says no time. */
export function snapshotBuild(version: string): SnapshotBuild | null {
  const [, stem, timestamp, number] = build.exec(version) ?? [];
  if (stem === undefined || timestamp === undefined) return null;
  return { baseVersion: `${stem}-SNAPSHOT`, timestamp, number: Number(number) };
}

/** What people call the version: all builds of a snapshot are one. */
export function baseVersionOf(version: string): string {
  return snapshotBuild(version)?.baseVersion ?? version;
}

export function isSnapshotVersion(baseVersion: string): boolean {
  return baseVersion.endsWith('-SNAPSHOT');
}
