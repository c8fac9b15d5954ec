import { describe, expect, it } from 'vitest';
import { inOrder, renderMetadata, renderSnapshotMetadata } from './metadata.ts';
import { snapshotBuild } from './snapshot-build.ts';
import { newestBuild, newestFiles } from './snapshot-files.ts';

const updatedAt = new Date('2026-04-01T10:11:12.345Z');
const at = { groupId: 'org.example', artifactId: 'tide', updatedAt };

describe('the document of an artifact', () => {
  it('lists versions in Maven’s order, and the newest of all and of those released', () => {
    const versions = ['1.10', '2.0-SNAPSHOT', '1.2', '1.10-rc1', '1.9'];
    expect(renderMetadata({ ...at, versions }, [])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <groupId>org.example</groupId>
  <artifactId>tide</artifactId>
  <versioning>
    <latest>2.0-SNAPSHOT</latest>
    <release>1.10</release>
    <versions>
      <version>1.2</version>
      <version>1.9</version>
      <version>1.10-rc1</version>
      <version>1.10</version>
      <version>2.0-SNAPSHOT</version>
    </versions>
    <lastUpdated>20260401101112</lastUpdated>
  </versioning>
</metadata>
`);
  });

  it('names no release where there is none', () => {
    expect(renderMetadata({ ...at, versions: ['1-SNAPSHOT'] }, [])).not.toContain('<release>');
  });

  it('orders the same whatever order it was given', () => {
    const versions = ['1.0', '1', '1.0.0', '1-ga', '1-alpha', '1-sp', '0.9'];
    const ordered = inOrder(versions);
    expect(ordered).toEqual(inOrder(versions.toReversed()));
    expect(ordered[0]).toBe('0.9');
    expect(ordered.at(-1)).toBe('1-sp');
  });
});

describe('the document of a group', () => {
  it('tells prefixes of plugins, escaped', () => {
    const plugins = [
      { name: 'Two & <more>', prefix: 'two', artifactId: 'two-maven-plugin' },
      { name: 'One', prefix: 'one', artifactId: 'one-maven-plugin' },
    ];
    const text = renderMetadata(null, plugins);
    expect(text).toContain('<name>Two &amp; &lt;more&gt;</name>');
    expect(text.indexOf('<prefix>one</prefix>')).toBeLessThan(text.indexOf('<prefix>two</prefix>'));
    expect(text).not.toContain('versioning');
    expect(renderMetadata({ ...at, versions: ['1'] }, plugins)).toContain(
      '</versioning>\n  <plugins>',
    );
  });
});

describe('the document of a snapshot', () => {
  const jar = { classifier: null, extension: 'jar' };
  const pom = { classifier: null, extension: 'pom' };
  const linux = { classifier: 'linux', extension: 'jar' };
  const builds = [
    { version: '1.0-20260401.090000-10', updatedAt, files: [jar, pom] },
    { version: '1.0-20260331.090000-9', updatedAt, files: [jar, pom, linux] },
    { version: '1.0-SNAPSHOT', updatedAt, files: [jar] },
  ];

  it('leads to the newest build of each file', () => {
    const files = [...newestFiles(builds).values()];
    const text = renderSnapshotMetadata({
      ...at,
      version: '1.0-SNAPSHOT',
      build: snapshotBuild(newestBuild(builds)?.version ?? ''),
      files,
    });
    expect(text).toContain('<timestamp>20260401.090000</timestamp>');
    expect(text).toContain('<buildNumber>10</buildNumber>');
    expect(text.match(/<value>[^<]+/g)).toEqual(files.map(({ value }) => `<value>${value}`));
    expect(newestFiles(builds).get('linux.jar')?.value).toBe('1.0-20260331.090000-9');
    expect(newestFiles(builds).get('.jar')?.updatedAt).toBe('20260401090000');
  });

  it('knows no build where builds have no time', () => {
    const only = [{ version: '1.0-SNAPSHOT', updatedAt, files: [jar] }];
    expect(snapshotBuild(newestBuild(only)?.version ?? '')).toBeNull();
    expect(newestFiles(only).get('.jar')).toMatchObject({
      value: '1.0-SNAPSHOT',
      updatedAt: '20260401101112',
    });
  });
});
