import type { UpstreamDocument } from '@bonded/core/repositories';
import { describe, expect, it } from 'vitest';
import { readUpstreamBuilds } from './upstream-builds.ts';

const at = { groupId: 'org.example', artifactId: 'tide', version: '1.0-SNAPSHOT' };
const folder = 'org/example/tide/1.0-SNAPSHOT';

function documentOf(text: string): UpstreamDocument {
  const url = new URL('https://repo.example/snapshots/maven-metadata.xml');
  return { bytes: Buffer.from(text), contentType: 'text/xml', url };
}

function file(value: string, extension: string, classifier = ''): string {
  return `<snapshotVersion>${classifier && `<classifier>${classifier}</classifier>`}
    <extension>${extension}</extension><value>${value}</value>
    <updated>20260401101112</updated></snapshotVersion>`;
}

/** As Maven 3 writes it. */
function told(...files: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<metadata modelVersion="1.1.0">
  <groupId>org.example</groupId>
  <artifactId>tide</artifactId>
  <version>1.0-SNAPSHOT</version>
  <versioning>
    <snapshot><timestamp>20260401.101112</timestamp><buildNumber>3</buildNumber></snapshot>
    <lastUpdated>20260401101112</lastUpdated>
    <snapshotVersions>${files.join('')}</snapshotVersions>
  </versioning>
</metadata>
`;
}

const newest = '1.0-20260401.101112-3';
const older = '1.0-20260331.090000-2';

describe('what an upstream says of a snapshot', () => {
  it('is the newest build of each of its files, and when it was made', async () => {
    const text = told(file(newest, 'jar'), file(newest, 'pom'), file(older, 'tar.gz', 'linux'));
    const found = await readUpstreamBuilds(documentOf(text), at);
    expect(found?.name).toBe('org.example:tide');
    expect(found?.versions.map(({ version, publishedAt }) => [version, publishedAt])).toEqual([
      [newest, new Date('2026-04-01T10:11:12Z')],
      [older, new Date('2026-03-31T09:00:00Z')],
    ]);
    expect(found?.versions.map(({ files }) => files.map(({ path }) => path))).toEqual([
      [`${folder}/tide-${newest}.jar`, `${folder}/tide-${newest}.pom`],
      [`${folder}/tide-${older}-linux.tar.gz`],
    ]);
  });

  it('leaves out what is no file of a build of it', async () => {
    const text = told(
      file('1.0-SNAPSHOT', 'jar'),
      file('2.0-20260401.101112-3', 'jar'),
      file(`${newest}/../../other`, 'jar'),
      file(newest, 'jar/../../other'),
      file(newest, 'jar', '../other'),
      file(newest, ''),
      file(newest, 'pom'),
    );
    const found = await readUpstreamBuilds(documentOf(text), at);
    const paths = found?.versions.flatMap(({ files }) => files.map(({ path }) => path));
    expect(paths).toEqual([`${folder}/tide-${newest}.pom`]);
  });

  it('is its pom and jar where it only names its newest build, as Maven 2 does', async () => {
    const found = await readUpstreamBuilds(documentOf(told()), at);
    expect(found?.versions.map(({ version }) => version)).toEqual([newest]);
    expect(found?.versions[0]?.files.map(({ path }) => path)).toEqual([
      `${folder}/tide-${newest}.pom`,
      `${folder}/tide-${newest}.jar`,
    ]);
  });

  it('gives no date where the time of a build is none', async () => {
    const found = await readUpstreamBuilds(
      documentOf(told(file('1.0-20261399.101112-3', 'jar'))),
      at,
    );
    expect(found?.versions.map(({ publishedAt }) => publishedAt)).toEqual([null]);
  });

  it.each([
    ['builds without a time', told(file('1.0-SNAPSHOT', 'jar'))],
    ['nothing at all', '<metadata><version>1.0-SNAPSHOT</version></metadata>'],
    [
      'a local copy',
      '<metadata><versioning><snapshot><localCopy>true</localCopy></snapshot></versioning></metadata>',
    ],
  ])('is nothing where it is of %s', async (_, text) => {
    expect(await readUpstreamBuilds(documentOf(text), at)).toBeNull();
  });

  it.each([
    ['of another snapshot', told(file(newest, 'jar')).replace('1.0-SNAPSHOT', '2.0-SNAPSHOT')],
    ['of another artifact', told(file(newest, 'jar')).replace('tide', 'ebb')],
    ['a page about an error', '<html><body>Down</body></html>'],
    ['torn', told(file(newest, 'jar')).slice(0, 300)],
  ])('is refused where it is %s', async (_, text) => {
    await expect(readUpstreamBuilds(documentOf(text), at)).rejects.toMatchObject({
      code: 'UPSTREAM_DOCUMENT_INVALID',
    });
  });
});
