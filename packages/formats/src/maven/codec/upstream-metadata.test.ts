import type { UpstreamDocument } from '@bonded/core/repositories';
import { describe, expect, it } from 'vitest';
import { readSidecar } from './sidecar.ts';
import { readUpstreamPlugins, readUpstreamVersions } from './upstream-metadata.ts';

const at = { groupId: 'org.slf4j', artifactId: 'slf4j-api' };

function documentOf(text: string): UpstreamDocument {
  const url = new URL('https://repo.example/maven2/maven-metadata.xml');
  return { bytes: Buffer.from(text), contentType: 'text/xml', url };
}

/** As Maven Central writes it. */
const central = `<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <groupId>org.slf4j</groupId>
  <artifactId>slf4j-api</artifactId>
  <versioning>
    <latest>2.1.0-alpha1</latest>
    <release>2.1.0-alpha1</release>
    <versions>
      <version>1.0-beta5</version>
      <version>1.0-beta5</version>
      <version>1.7.36</version>
      <version> 2.0.17 </version>
      <version>2.1.0-SNAPSHOT</version>
      <version>../../etc</version>
      <version>LATEST</version>
      <version></version>
    </versions>
    <lastUpdated>20250225195802</lastUpdated>
  </versioning>
</metadata>
`;

/** As Maven Central writes it of a group. */
const plugins = `<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <plugins>
    <plugin><name>Apache Maven Clean Plugin</name><prefix>clean</prefix>
      <artifactId>maven-clean-plugin</artifactId></plugin>
    <plugin><prefix>bare</prefix><artifactId>bare-maven-plugin</artifactId></plugin>
    <plugin><prefix>odd</prefix><artifactId>../odd</artifactId></plugin>
    <plugin><name>Nothing</name></plugin>
  </plugins>
</metadata>
`;

describe('what an upstream says of an artifact', () => {
  it('is its versions, each once, and when they last changed', async () => {
    const found = await readUpstreamVersions(documentOf(central), at);
    expect(found?.name).toBe('org.slf4j:slf4j-api');
    expect(found?.versions.map(({ version }) => version)).toEqual([
      '1.0-beta5',
      '1.7.36',
      '2.0.17',
      '2.1.0-SNAPSHOT',
    ]);
    expect(found?.updatedAt).toEqual(new Date('2025-02-25T19:58:02Z'));
  });

  it('is nothing where the document is of a group alone', async () => {
    expect(await readUpstreamVersions(documentOf(plugins), at)).toBeNull();
  });

  it('may lack its names and its date, as documents of old repositories do', async () => {
    const text =
      '<metadata><versioning><versions><version>1</version></versions></versioning></metadata>';
    const found = await readUpstreamVersions(documentOf(text), at);
    expect(found?.versions).toHaveLength(1);
    expect(found?.updatedAt).toBeUndefined();
  });

  it.each([
    ['a page about an error', '<!DOCTYPE html><html><body>Down for maintenance</body></html>'],
    ['a page that is well formed', '<html><body>Down</body></html>'],
    ['nothing', ''],
    ['a torn document', central.slice(0, 200)],
    ['the document of another artifact', central.replace('slf4j-api', 'slf4j-simple')],
    ['two lists', central.replace('</versions>', '</versions><versions/>')],
    ['entities that grow', `<!DOCTYPE a [<!ENTITY a "aaaa">]>${central.slice(39)}`],
  ])('is refused where it is %s', async (_, text) => {
    await expect(readUpstreamVersions(documentOf(text), at)).rejects.toMatchObject({
      code: 'UPSTREAM_DOCUMENT_INVALID',
    });
  });
});

describe('what an upstream says of the plugins of a group', () => {
  it('is each that can be called, by its prefix', async () => {
    expect(await readUpstreamPlugins(documentOf(plugins))).toEqual([
      {
        name: 'Apache Maven Clean Plugin',
        prefix: 'clean',
        artifactId: 'maven-clean-plugin',
      },
      { name: 'bare-maven-plugin', prefix: 'bare', artifactId: 'bare-maven-plugin' },
    ]);
    expect(await readUpstreamPlugins(documentOf(central))).toEqual([]);
  });
});

describe('a checksum beside a file of upstream', () => {
  const hex = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

  it.each([hex, `${hex}\n`, `${hex}  lib-1.0.jar\n`, `${hex.toUpperCase()} */build/lib-1.0.jar`])(
    'is read from %j',
    (text) => {
      expect(readSidecar(documentOf(text), 'sha1')).toBe(hex);
    },
  );

  it('is read as OpenSSL writes it', () => {
    expect(readSidecar(documentOf(`SHA1(lib-1.0.jar)= ${hex}`), 'sha1')).toBe(hex);
  });

  it.each(['', '<html>Down</html>', hex.slice(1), `${hex}00`])('is none in %j', (text) => {
    expect(() => readSidecar(documentOf(text), 'sha1')).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }),
    );
  });
});
