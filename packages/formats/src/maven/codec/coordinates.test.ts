import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';
import { fileAt, pathOf, pathOfVersion } from './coordinates.ts';

const at = (path: string) => fileAt(path.split('/'));
const folder = 'org/example/tide/tide-table';

describe('the path of a file tells', () => {
  it.each([
    ['1.0/tide-table-1.0.jar', '1.0', null, 'jar'],
    ['1.0/tide-table-1.0.pom', '1.0', null, 'pom'],
    ['1.0/tide-table-1.0-sources.jar', '1.0', 'sources', 'jar'],
    ['1.0/tide-table-1.0.tar.gz', '1.0', null, 'tar.gz'],
    ['1.0/tide-table-1.0-bin.tar.gz', '1.0', 'bin', 'tar.gz'],
    ['1.0/tide-table-1.0-linux-2.12.jar', '1.0', 'linux-2.12', 'jar'],
    ['1.0/tide-table-1.0.jar.asc', '1.0', null, 'jar.asc'],
    ['1.0/tide-table-1.0-sources.jar.asc', '1.0', 'sources', 'jar.asc'],
    ['1.0/tide-table-1.0.pom.sigstore.json', '1.0', null, 'pom.sigstore.json'],
    ['1.0.0+x~1/tide-table-1.0.0+x~1.module', '1.0.0+x~1', null, 'module'],
    ['1.0-SNAPSHOT/tide-table-1.0-SNAPSHOT.jar', '1.0-SNAPSHOT', null, 'jar'],
    [
      '1.0-SNAPSHOT/tide-table-1.0-20260401.101112-3-tests.jar',
      '1.0-20260401.101112-3',
      'tests',
      'jar',
    ],
  ])('%s', (path, version, classifier, extension) => {
    const file = at(`${folder}/${path}`);
    expect(file).toMatchObject({
      groupId: 'org.example.tide',
      artifactId: 'tide-table',
      version,
      baseVersion: path.slice(0, path.indexOf('/')),
      classifier,
      extension,
    });
    expect(pathOfVersion(file, version)).toBe(file.path);
  });

  it('and leads back to it', () => {
    const path = `${folder}/1.0-SNAPSHOT/tide-table-1.0-20260401.101112-3.pom`;
    expect(pathOf(at(path), 'pom')).toBe(path);
  });

  it('which build of a snapshot it is of', () => {
    const file = at(`${folder}/1.0-SNAPSHOT/tide-table-1.0-20260401.101112-3.jar`);
    expect(file.build).toEqual({
      baseVersion: '1.0-SNAPSHOT',
      timestamp: '20260401.101112',
      number: 3,
    });
    expect(pathOfVersion(file, '1.0-20260402.101112-4')).toBe(
      `${folder}/1.0-SNAPSHOT/tide-table-1.0-20260402.101112-4.jar`,
    );
  });
});

describe('a path that is none of Maven’s is refused', () => {
  it.each([
    '',
    'a',
    'a/b',
    'tide-table/1.0/tide-table-1.0.jar',
    `${folder}/1.0/tide-table.jar`,
    `${folder}/1.0/tide-table-2.0.jar`,
    `${folder}/1.0/other-1.0.jar`,
    `${folder}/1.0/tide-table-1.0`,
    `${folder}/1.0/tide-table-1.0.`,
    `${folder}/1.0/tide-table-1.0-.jar`,
    `${folder}/1.0/tide-table-1.0-sources`,
    `${folder}/1.0/tide-table-1.0.5.jar`,
    `${folder}/1.0/tide-table-1.0 .jar`,
    `${folder}/1.0/tide-table-1.0-a b.jar`,
    // Two paths would lead to one group.
    'org.example/tide-table/1.0/tide-table-1.0.jar',
    'org/exa mple/tide-table/1.0/tide-table-1.0.jar',
    'org//tide-table/1.0/tide-table-1.0.jar',
    '../example/tide-table/1.0/tide-table-1.0.jar',
    `${folder}/LATEST/tide-table-LATEST.jar`,
    `${folder}/[1.0,2.0)/tide-table-[1.0,2.0).jar`,
    `${folder}/1.0-SNAPSHOT/tide-table-1.0.jar`,
    `${folder}/1.0-SNAPSHOT/tide-table-1.0-20260401.1011-3.jar`,
    `${folder}/1.0-20260401.101112-3/tide-table-1.0-20260401.101112-3.jar`,
    `${folder}/1.0/${'a'.repeat(500)}-1.0.jar`,
    'org/__proto__!/tide/1.0/tide-1.0.jar',
  ])('%s', (path) => {
    expect(() => at(path)).toThrow(expect.objectContaining({ code: 'MAVEN_PATH_INVALID' }));
  });
});

describe('a metadata document', () => {
  const address = (path: string) => readAddress(path.split('/'));

  it('is of a group and of an artifact, as far as the path tells', () => {
    expect(address('org/example/maven-metadata.xml')).toMatchObject({
      kind: 'metadata',
      checksum: null,
      at: {
        group: 'org.example',
        package: { groupId: 'org', artifactId: 'example' },
        snapshot: null,
      },
    });
    expect(address('example/maven-metadata.xml.sha1')).toMatchObject({
      checksum: 'sha1',
      at: { group: 'example', package: null },
    });
    expect(address('org/tide.table/maven-metadata.xml')).toMatchObject({
      at: { group: null, package: { groupId: 'org', artifactId: 'tide.table' } },
    });
  });

  it('is of one snapshot below its folder', () => {
    expect(address(`${folder}/1.0-SNAPSHOT/maven-metadata.xml.md5`)).toMatchObject({
      checksum: 'md5',
      at: {
        group: null,
        package: { groupId: 'org.example.tide', artifactId: 'tide-table' },
        snapshot: '1.0-SNAPSHOT',
      },
    });
  });

  it('is nowhere else', () => {
    expect(() => address('maven-metadata.xml')).toThrow('no group');
    expect(() => address('org.x/a b/maven-metadata.xml')).toThrow('no group');
  });

  it('and a checksum is of the file beside it', () => {
    expect(address(`${folder}/1.0/tide-table-1.0.jar.sha512`)).toMatchObject({
      kind: 'file',
      checksum: 'sha512',
      file: { extension: 'jar' },
    });
  });
});
