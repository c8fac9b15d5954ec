import { describe, expect, it } from 'vitest';
import { packZip, sourceOf, type ZipMember } from '../../../tests/zips.ts';
import { componentsOf } from './components.ts';
import { inspectNupkg } from './nupkg.ts';

const whole = `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata minClientVersion="2.12">
    <id>Acme.Tool</id>
    <version>1.2.0.0-Beta+abc</version>
    <authors>Acme</authors>
    <license type="expression">MIT</license>
    <licenseUrl>https://licences.example/MIT</licenseUrl>
    <projectUrl>javascript:alert(1)</projectUrl>
    <requireLicenseAcceptance>true</requireLicenseAcceptance>
    <description>A &lt;tool&gt;.</description>
    <tags>one, two three</tags>
    <packageTypes><packageType name="DotnetTool" /></packageTypes>
    <dependencies>
      <group targetFramework=".NETStandard2.0">
        <dependency id="Acme.Base" version="1.0" exclude="Build,Analyzers" />
        <dependency id="Acme.Exact" version="[2.0]" />
      </group>
      <group targetFramework="net8.0" />
    </dependencies>
  </metadata>
</package>`;

function nuspec(metadata: string): string {
  return `<package><metadata>${metadata}</metadata></package>`;
}

const minimal = nuspec('<id>a</id><version>1.0.0</version>');
const inspect = (members: readonly ZipMember[]) => inspectNupkg(sourceOf(packZip(members)).source);
const withNuspec = (content: string, ...more: ZipMember[]) =>
  inspect([{ path: 'a.nuspec', content }, ...more]);

describe('inspectNupkg', () => {
  it('derives everything from the .nuspec inside', async () => {
    const library = { path: 'lib/net8.0/Acme.Tool.dll', content: 'MZ' };
    const { nuspec: found, fileCount } = await withNuspec(whole, library);
    expect(fileCount).toBe(2);
    expect(found).toMatchObject({
      id: 'Acme.Tool',
      version: '1.2.0-Beta+abc',
      versionKey: '1.2.0-beta',
      licenseExpression: 'MIT',
      requireLicenseAcceptance: true,
      minClientVersion: '2.12',
      description: 'A <tool>.',
      tags: ['one', 'two', 'three'],
      packageTypes: ['DotnetTool'],
      projectUrl: null,
    });
    expect(found.dependencyGroups).toEqual([
      {
        targetFramework: '.NETStandard2.0',
        dependencies: [
          { id: 'Acme.Base', range: '[1.0, )' },
          { id: 'Acme.Exact', range: '[2.0]' },
        ],
      },
      { targetFramework: 'net8.0', dependencies: [] },
    ]);
  });

  it('names the package and what it needs for the scanner', async () => {
    const { nuspec: found } = await withNuspec(whole);
    expect(componentsOf(found)).toEqual([
      expect.objectContaining({ name: 'Acme.Tool', version: '1.2.0-beta', licence: 'MIT' }),
      expect.objectContaining({ name: 'Acme.Base', version: '[1.0, )', versionIsExact: false }),
      expect.objectContaining({ name: 'Acme.Exact', version: '2.0.0', versionIsExact: true }),
    ]);
  });

  it('reads dependencies of older times, which are of every framework', async () => {
    const { nuspec: found } = await withNuspec(
      nuspec('<id>a</id><version>1</version><dependencies><dependency id="b"/></dependencies>'),
    );
    expect(found.dependencyGroups).toEqual([
      { targetFramework: null, dependencies: [{ id: 'b', range: '(, )' }] },
    ]);
  });

  it('serves what it points to inside, by what the bytes are', async () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex');
    const pointing = nuspec(
      '<id>a</id><version>1.0.0</version><readme>docs\\My Readme.md</readme>' +
        '<icon>images/icon.png</icon><license type="file">LICENSE.txt</license>',
    );
    const { embedded } = await withNuspec(
      pointing,
      { path: 'docs/My%20Readme.md', content: '# Read me' },
      { path: 'images/Icon.png', content: png },
      { path: 'LICENSE.txt', content: '<script>' },
    );
    expect(embedded.map(({ kind, contentType }) => [kind, contentType])).toEqual([
      ['readme', 'text/markdown; charset=utf-8'],
      ['icon', 'image/png'],
      ['license', 'text/plain; charset=utf-8'],
    ]);
    const { embedded: none } = await withNuspec(
      pointing,
      { path: 'images/icon.png', content: '<svg onload="alert(1)"/>' },
      { path: 'LICENSE.txt', content: 'x'.repeat(1024 * 1024 + 1) },
    );
    expect(none).toEqual([]);
  });

  it.each<[string, readonly ZipMember[]]>([
    ['no .nuspec', [{ path: 'a.txt', content: 'a' }]],
    ['a .nuspec further down', [{ path: 'a/a.nuspec', content: minimal }]],
    ['two of them', ['a.nuspec', 'b.NUSPEC'].map((path) => ({ path, content: minimal }))],
    ['no XML', [{ path: 'a.nuspec', content: 'hello' }]],
    ['a document type', [{ path: 'a.nuspec', content: `<!DOCTYPE package>${minimal}` }]],
    ['another root', [{ path: 'a.nuspec', content: '<project/>' }]],
    ['no id', [{ path: 'a.nuspec', content: nuspec('<version>1.0</version>') }]],
    ['two ids', [{ path: 'a.nuspec', content: nuspec('<id>a</id><id>b</id>') }]],
    ['a version that is none', [{ path: 'a.nuspec', content: nuspec('<id>a</id>') }]],
    [
      'an id that leads elsewhere',
      [{ path: 'a.nuspec', content: nuspec('<id>../a</id><version>1.0</version>') }],
    ],
    [
      'a way out',
      [
        { path: 'a.nuspec', content: minimal },
        { path: '../b', content: '' },
      ],
    ],
    [
      'names that differ in case',
      ['a.nuspec', 'lib/b.dll', 'LIB/B.dll'].map((path) => ({ path, content: minimal })),
    ],
  ])('refuses %s', async (_, members) => {
    await expect(inspect(members)).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('refuses a .nuspec that is larger than any', async () => {
    const content = `${minimal}${' '.repeat(1024 * 1024)}`;
    await expect(withNuspec(content)).rejects.toMatchObject({ code: 'NUGET_PACKAGE_INVALID' });
  });
});
