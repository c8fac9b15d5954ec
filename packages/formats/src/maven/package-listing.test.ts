import type { IndexedFile, IndexedVersion, PackageIndex } from '@bonded/core/supply';
import { systemClock } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { renderListing } from './package-listing.ts';

const folder = 'org/example/tide/1.0-SNAPSHOT';
const [first, second] = ['1.0-20260331.090000-1', '1.0-20260401.101112-2'] as const;
const dates = new Map<string, Date>([
  [first, new Date('2026-03-31T09:00:00Z')],
  [second, new Date('2026-04-01T10:11:12Z')],
]);
const at = { groupId: 'org.example', artifactId: 'tide' };
const noFiles = { files: {}, pom: null, expected: {} };

type Build = Partial<IndexedVersion> & Pick<IndexedVersion, 'version'>;

/** What a proxy has and is told, of which nothing else is looked at. */
function indexOf(builds: readonly Build[], files: Readonly<Record<string, string[]>>) {
  const versions = builds.map((build) => ({
    id: build.version,
    state: 'RELEASED',
    yankedAt: null,
    originUrl: null,
    metadata: noFiles,
    contentAt: new Date(0),
    updatedAt: new Date('2026-05-05T05:05:05Z'),
    upstreamAt: dates.get(build.version) ?? null,
    ...build,
  }));
  const rows = Object.entries(files).flatMap(([version, extensions]) =>
    extensions.map((extension) => ({
      artifactId: version,
      path: `${folder}/tide-${version}.${extension}`,
    })),
  );
  return {
    package: { updatedAt: new Date(0) },
    versions,
    // Only these parts of a file are looked at.
    files: () => Promise.resolve(rows as unknown as IndexedFile[]),
  } as unknown as PackageIndex;
}

const listOf = (index: PackageIndex, snapshot: string | null = '1.0-SNAPSHOT') =>
  renderListing({ clock: systemClock }, { ...at, snapshot }, index);

async function snapshotOf(index: PackageIndex) {
  const snapshot = (await listOf(index)).snapshots.get('1.0-SNAPSHOT');
  const text = snapshot?.rendered?.document.identity.body.toString() ?? '';
  return { snapshot, text };
}

describe('what a proxy shows of a snapshot', () => {
  it('is all files of a build, though only some of them were fetched', async () => {
    const pom = { classifier: null, extension: 'pom', sha256: '' };
    const metadata = { ...noFiles, files: { [`tide-${second}.pom`]: pom } };
    const index = indexOf([{ version: first }, { version: second, metadata }], {
      [first]: ['pom', 'jar'],
      [second]: ['pom', 'jar'],
    });
    const { snapshot, text } = await snapshotOf(index);
    expect([...(snapshot?.released.values() ?? [])].map(({ value }) => value)).toEqual([
      second,
      second,
    ]);
    expect(text).toContain('<buildNumber>2</buildNumber>');
    // When it was made, not when it was fetched.
    expect(text).toContain('<lastUpdated>20260401101112</lastUpdated>');
  });

  it('leads to the newest build that is not held, and knows the held one', async () => {
    const index = indexOf([{ version: first }, { version: second, state: 'QUARANTINED' }], {
      [first]: ['pom', 'jar'],
      [second]: ['pom', 'jar'],
    });
    const { snapshot, text } = await snapshotOf(index);
    expect(text).toContain(`<value>${first}</value>`);
    expect(text).not.toContain(second);
    expect(snapshot?.all.get('.jar')?.value).toBe(second);
  });

  it('knows which build may have more files than were fetched', async () => {
    const builds = [
      { version: first, originUrl: 'https://repo.example/tide.pom' },
      { version: second, state: 'QUARANTINED' as const },
    ];
    const index = indexOf(builds, { [first]: ['pom'], [second]: ['pom', 'jar'] });
    const { snapshot } = await snapshotOf(index);
    expect(snapshot?.partial).toBe(first);
    expect(snapshot?.released.has('.jar')).toBe(false);
    const told = indexOf([{ version: first }], { [first]: ['pom'] });
    expect((await snapshotOf(told)).snapshot?.partial).toBeNull();
  });

  it('lists a snapshot by the name that upstream tells, which is no build of it', async () => {
    const index = indexOf([{ version: '1.0-SNAPSHOT' }, { version: '0.9' }], {});
    const { versions, snapshots } = await listOf(index, null);
    expect(versions?.versions).toEqual(['1.0-SNAPSHOT', '0.9']);
    expect([...snapshots.keys()]).toEqual([]);
  });
});
