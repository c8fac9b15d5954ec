import { describe, expect, it } from 'vitest';
import { componentsOf } from './components.ts';
import { readPom } from './pom.ts';

async function* bytesOf(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

const read = (inner: string) =>
  readPom(bytesOf(`<project xmlns="http://maven.apache.org/POM/4.0.0">${inner}</project>`));
const own = '<groupId>org.example</groupId><artifactId>tide</artifactId><version>1.0</version>';
const parent =
  '<parent><groupId>org.example</groupId><artifactId>above</artifactId><version>2.0</version></parent>';

const dependency = (inner: string) => `<dependency>${inner}</dependency>`;
const named = (name: string, more = '') =>
  dependency(`<groupId>org.example</groupId><artifactId>${name}</artifactId>${more}`);

describe('the coordinates of a pom', () => {
  it('are its own, or its parent’s where it has none', async () => {
    expect(await read(own)).toMatchObject({
      groupId: 'org.example',
      artifactId: 'tide',
      version: '1.0',
      packaging: 'jar',
    });
    expect(await read(`${parent}<artifactId>tide</artifactId>`)).toMatchObject({
      groupId: 'org.example',
      artifactId: 'tide',
      version: '2.0',
    });
  });

  it('may stand in properties of the same pom', async () => {
    const properties = '<properties><revision>1.${minor}</revision><minor>5</minor></properties>';
    const text = `<groupId>g</groupId><artifactId>a</artifactId><version>\${revision}</version>`;
    expect(await read(text + properties)).toMatchObject({ version: '1.5' });
  });

  it.each([
    ['none', ''],
    ['no version', '<groupId>g</groupId><artifactId>a</artifactId>'],
    ['its artifact from the parent', parent],
    [
      'a property of nobody',
      '<groupId>g</groupId><artifactId>a</artifactId><version>${revision}</version>',
    ],
    [
      'a property that needs itself',
      '<groupId>g</groupId><artifactId>a</artifactId><version>${a}</version>' +
        '<properties><a>${b}</a><b>${a}</b></properties>',
    ],
    ['a path', '<groupId>../g</groupId><artifactId>a</artifactId><version>1</version>'],
    ['a range', '<groupId>g</groupId><artifactId>a</artifactId><version>[1,2)</version>'],
  ])('are refused: %s', async (_, text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'MAVEN_COORDINATES_MISMATCH' });
  });

  it.each([
    ['another document', '<settings/>', 'MAVEN_POM_INVALID'],
    ['two versions', `<project>${own}<version>2.0</version></project>`, 'XML_INVALID'],
    ['a document type', `<!DOCTYPE project><project>${own}</project>`, 'XML_INVALID'],
  ])('are not looked for in %s', async (_, text, code) => {
    await expect(readPom(bytesOf(text))).rejects.toMatchObject({ code });
  });

  it('D5.12 cost no more than they are long', async () => {
    const laughs = Array.from(
      { length: 200 },
      (_, index) => `<p${index + 1}>${`\${p${index}}`.repeat(50)}</p${index + 1}>`,
    ).join('');
    const started = performance.now();
    const pom = await read(
      `${own}<description>\${p200}</description><properties><p0>lol</p0>${laughs}</properties>`,
    );
    expect(pom.description).toBeNull();
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('what a pom says besides', () => {
  it('is its licence, as SPDX where we know it', async () => {
    const licence = (name: string, url = '') =>
      `<license><name>${name}</name><url>${url}</url></license>`;
    const said = async (...all: string[]) =>
      (await read(`${own}<licenses>${all.join('')}</licenses>`)).licence;
    expect(await said(licence('The Apache Software License, Version 2.0'))).toBe('Apache-2.0');
    expect(await said(licence('', 'https://opensource.org/licenses/MIT'))).toBe('MIT');
    expect(await said(licence('EPL 2.0'), licence('MIT License'))).toBe('(EPL-2.0 OR MIT)');
    expect(await said(licence('House rules'))).toBe('House rules');
    expect((await read(own)).licence).toBeNull();
  });

  it('is what it depends on, for those who use it', async () => {
    const text =
      own +
      '<properties><v>3.1</v></properties>' +
      `<dependencyManagement><dependencies>${named('managed', '<version>${v}</version>')}${named(
        'hidden',
        '<version>9</version><scope>test</scope>',
      )}</dependencies></dependencyManagement>` +
      `<dependencies>${[
        named('exact', '<version>1.0</version>'),
        named('managed'),
        named('hidden'),
        named('ranged', '<version>[1.0,2.0)</version>'),
        named('inherited'),
        named('elsewhere', '<version>${of.parent}</version>'),
        named('tests', '<version>1</version><scope>test</scope>'),
        dependency('<groupId>${who}</groupId><artifactId>unknown</artifactId>'),
      ].join('')}</dependencies>` +
      `<profiles><profile><dependencies>${named('profile')}</dependencies></profile></profiles>`;
    const pom = await read(text);
    const components = componentsOf(pom, pom);
    expect(components.map(({ name, version, versionIsExact }) => [name, version, versionIsExact]))
      // Kept in the order of the pom.
      .toEqual([
        ['org.example:tide', '1.0', true],
        ['org.example:exact', '1.0', true],
        ['org.example:managed', '3.1', true],
        ['org.example:ranged', '[1.0,2.0)', false],
        ['org.example:inherited', '[0,)', false],
        ['org.example:elsewhere', '[0,)', false],
      ]);
    expect(components[0]).toMatchObject({
      purl: 'pkg:maven/org.example/tide@1.0',
      relation: 'self',
    });
  });

  it('a build of a snapshot is judged as the snapshot', async () => {
    const [self] = componentsOf(
      { groupId: 'g', artifactId: 'a', version: '1.0-20260401.101112-3' },
      null,
    );
    expect(self).toMatchObject({
      purl: 'pkg:maven/g/a@1.0-20260401.101112-3',
      version: '1.0-SNAPSHOT',
    });
  });
});
