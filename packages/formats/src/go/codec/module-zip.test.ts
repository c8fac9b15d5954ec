import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { packZip, sourceOf, type ZipMember } from '../../../tests/zips.ts';
import { componentsOf } from './components.ts';
import { inspectModuleZip } from './module-zip.ts';

const prefix = 'example.com/Tool@v1.2.3/';
const goMod = 'module example.com/Tool\n\nrequire example.com/one v1.0.0\n';

const inspect = (members: readonly ZipMember[]) =>
  inspectModuleZip(sourceOf(packZip(members)).source);
const files = (...names: string[]): ZipMember[] =>
  names.map((name) => ({ path: `${prefix}${name}`, content: name }));
const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');

describe('inspectModuleZip', () => {
  it('derives everything from the zip, and hashes it as go.sum has it', async () => {
    const members = [{ path: `${prefix}go.mod`, content: goMod }, ...files('b.go', 'a/Z.go')];
    const contents = await inspect(members);
    expect(contents).toMatchObject({
      path: 'example.com/Tool',
      version: 'v1.2.3',
      goMod: { modulePath: 'example.com/Tool', goVersion: null },
      fileCount: 3,
      unpackedSizeBytes: goMod.length + 10,
    });
    expect(contents.goModBytes.toString()).toBe(goMod);
    // sha256sum $(find . -type f | sort) | sha256sum, as dirhash documents it.
    const lines = [
      `${sha256('a/Z.go')}  ${prefix}a/Z.go\n`,
      `${sha256('b.go')}  ${prefix}b.go\n`,
      `${sha256(goMod)}  ${prefix}go.mod\n`,
    ];
    const h1 = (text: string) => `h1:${createHash('sha256').update(text).digest('base64')}`;
    expect(contents.sum).toBe(h1(lines.join('')));
    expect(contents.goModSum).toBe(h1(`${sha256(goMod)}  go.mod\n`));
  });

  it('sums names by their bytes, wherever they lie in the zip', async () => {
    // U+FF5A comes before U+20000 by bytes, and after it by the halves that strings are made of.
    const names = ['ｚ.go', '𠀀.go', 'a.go'];
    const one = await inspect(files(...names));
    const other = await inspect(files(...names.toReversed()));
    expect(one.sum).toBe(other.sum);
    const lines = ['a.go', 'ｚ.go', '𠀀.go'].map((name) => `${sha256(name)}  ${prefix}${name}\n`);
    const sum = createHash('sha256').update(lines.join('')).digest('base64');
    expect(one.sum).toBe(`h1:${sum}`);
  });

  it('makes up the go.mod of a module that has none, as the go command does', async () => {
    const { goModBytes } = await inspect(files('a.go'));
    expect(goModBytes.toString()).toBe('module example.com/Tool\n');
    const old = await inspect([{ path: 'x.y/z@v2.0.0+incompatible/a.go', content: 'a' }]);
    expect(old.version).toBe('v2.0.0+incompatible');
  });

  it('names the module and what it requires for the scanner', async () => {
    const contents = await inspect([{ path: `${prefix}go.mod`, content: goMod }]);
    expect(componentsOf(contents)).toEqual([
      expect.objectContaining({
        purl: 'pkg:golang/example.com/Tool@v1.2.3',
        ecosystem: 'Go',
        relation: 'self',
      }),
      expect.objectContaining({ name: 'example.com/one', version: 'v1.0.0', versionIsExact: true }),
    ]);
  });

  it.each<[string, readonly ZipMember[]]>([
    ['a name without the prefix', [...files('a.go'), { path: 'b.go', content: '' }]],
    ['another version', [...files('a.go'), { path: 'example.com/Tool@v1.2.4/b.go', content: '' }]],
    ['a prefix that is not escaped away', [{ path: 'example.com/!tool@v1.2.3/a.go' }]],
    ['a version that its path denies', [{ path: 'x.y/z@v2.0.0/a.go' }]],
    ['a version that is not canonical', [{ path: 'x.y/z@v1/a.go' }]],
    ['folders', [{ path: prefix }, ...files('a.go')]],
    ['a symbolic link', [{ path: `${prefix}a.go`, content: '/etc/passwd', mode: 0o120777 }]],
    ['a go.mod of another module', [{ path: `${prefix}go.mod`, content: 'module x.y/z\n' }]],
    ['a go.mod that cannot be read', [{ path: `${prefix}go.mod`, content: 'module' }]],
    ['a go.mod further down', files('a/go.mod')],
    ['a go.mod spelled otherwise', files('GO.MOD')],
    ['names that differ in case', files('a.go', 'A.go')],
    ['folders that differ in case', files('a/b.go', 'A/c.go')],
    ['the long s', files('s.go', 'ſ.go')],
    ['a file that is a folder of others', files('a', 'A/b.go')],
    ['a device of Windows', files('aux.go')],
    ['a name that ends in a dot', files('a.')],
    ['a colon', files('a:b')],
    ['a way out', files('../a.go')],
    [
      'an incompatible version with a go.mod',
      [{ path: 'x.y/z@v2.0.0+incompatible/go.mod', content: 'module x.y/z\n' }],
    ],
  ])('refuses %s', async (_, members) => {
    await expect(inspect(members)).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('D5.14 says little back of a go.mod that is of another module', async () => {
    const content = `module ${'x'.repeat(20_000)}\n`;
    const refusal = inspect([{ path: `${prefix}go.mod`, content }]);
    await expect(refusal).rejects.toThrow(/^go\.mod is of "x{80}", and the zip of /);
  });

  it('refuses what is larger than the go command takes', async () => {
    const large = { path: `${prefix}LICENSE`, content: Buffer.alloc(16 * 1024 ** 2 + 1, 'x') };
    await expect(inspect([{ ...large, method: 'stored' }])).rejects.toMatchObject({
      code: 'GO_MODULE_ZIP_TOO_LARGE',
    });
  });

  it('refuses what is no zip', async () => {
    const { source } = sourceOf(Buffer.from('module example.com/tool\n'));
    await expect(inspectModuleZip(source)).rejects.toMatchObject({ code: 'ARCHIVE_INVALID' });
  });
});
