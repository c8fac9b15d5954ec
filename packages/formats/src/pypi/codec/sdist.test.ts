import { describe, expect, it } from 'vitest';
import { metadataText, packSdist, sdistContents } from '../../../tests/distributions.ts';
import { packTar, tarMember } from '../../../tests/tarballs.ts';
import { packZip, sourceOf } from '../../../tests/zips.ts';
import { parseFileName, type SdistName } from './file-names.ts';
import { inspectSdist } from './sdist.ts';

// NOTE: the names end in `.tar.gz` and `.zip`.
const tarball = parseFileName('acme_tool-1.0.tar.gz') as SdistName;
const zip = parseFileName('acme-tool-1.0.zip') as SdistName;

const containers = [
  { named: tarball, pack: packSdist },
  {
    named: zip,
    pack: (files: Readonly<Record<string, string>> = sdistContents()) =>
      packZip(Object.entries(files).map(([path, content]) => ({ path, content }))),
  },
];
const refused = expect.objectContaining({ kind: 'invalid' }) as unknown;

describe.each(containers)('a source distribution as $named.container', ({ named, pack }) => {
  const inspect = (bytes: Buffer) => inspectSdist(sourceOf(bytes).source, named);

  it('gives its PKG-INFO, byte for byte', async () => {
    expect((await inspect(pack())).toString()).toBe(metadataText());
  });

  it('D5.11 is refused with a file outside, another folder or no PKG-INFO', async () => {
    const { 'acme_tool-1.0/PKG-INFO': _, ...without } = sdistContents();
    for (const files of [
      sdistContents({ 'setup.py': 'evil()' }),
      sdistContents({ 'other-1.0/setup.py': 'evil()' }),
      sdistContents({ 'acme_tool-1.0/pkg-info': metadataText({ Name: 'other' }) }),
      { 'acme_tool-2.0/PKG-INFO': metadataText() },
      without,
    ]) {
      await expect(inspect(pack(files))).rejects.toEqual(refused);
    }
  });
});

describe('links in a source distribution', () => {
  const folder = 'acme_tool-1.0';
  const pkgInfo = tarMember({ path: `${folder}/PKG-INFO` }, metadataText());
  const inspect = (...members: readonly Buffer[]) =>
    inspectSdist(sourceOf(packTar(pkgInfo, ...members)).source, tarball);
  const link = (path: string, linkPath: string, type = '2') =>
    tarMember({ path: `${folder}/${path}`, type, linkPath });
  const file = (path: string) => tarMember({ path: `${folder}/${path}` }, path);
  const directory = (path: string) => tarMember({ path: `${folder}/${path}/`, type: '5' });

  it.each([
    ['to a file beside it', [link('CHANGES', 'NEWS'), file('NEWS')]],
    ['up and down again', [file('docs/a/b'), link('tests/x/b', '../../docs/a/b')]],
    ['to a folder', [file('docs/a'), link('manual', './docs/')]],
    ['to the top', [link('docs/all', '..')]],
    ['to nothing', [link('lost', 'nowhere')]],
    ['hard, from the top', [file('a'), link('b', `${folder}/a`, '1')]],
  ])('are taken: %s', async (_, members) => {
    expect((await inspect(...members)).toString()).toBe(metadataText());
  });

  it.each([
    ['D5.9 out of the archive', [link('out', '../../etc/passwd')]],
    ['D5.9 out of its folder', [link('out', '../other')]],
    ['D5.9 absolute', [link('out', '/etc/passwd')]],
    ['D5.9 the root', [link('out', '/')]],
    ['D5.9 of Windows', [link('out', String.raw`..\..\x`)]],
    ['D5.9 down and up, where the folder may be a link', [link('out', 'a/../../x')]],
    ['D5.9 hard, out of the folder', [link('out', 'etc/passwd', '1')]],
    ['D5.9 something below one', [link('docs', 'src'), file('docs/conf.py')]],
    ['D5.9 something below one, before it', [file('docs/conf.py'), link('docs', 'src')]],
    ['D5.9 something below one, in another case', [link('Docs', 'src'), file('docs/a/b')]],
    ['D5.9 a folder at its place', [link('docs', 'src'), directory('docs')]],
    ['to nowhere', [link('out', '')]],
    ['a file at its place', [link('docs', 'src'), file('docs')]],
    ['with content', [tarMember({ path: `${folder}/x`, type: '2', linkPath: 'y' }, 'content')]],
    ['in place of the folder', [tarMember({ path: 'other', type: '2', linkPath: folder })]],
  ])('are refused: %s', async (_, members) => {
    await expect(inspect(...members)).rejects.toEqual(refused);
  });

  it('D5.11 are refused in place of PKG-INFO', async () => {
    const bytes = packTar(link('PKG-INFO', 'other'), file('other'));
    await expect(inspectSdist(sourceOf(bytes).source, tarball)).rejects.toEqual(refused);
  });
});

describe('a file that comes twice in a source distribution', () => {
  const folder = 'acme_tool-1.0';
  const member = (path: string, content: string) =>
    tarMember({ path: `${folder}/${path}` }, content);
  const pkgInfo = member('PKG-INFO', metadataText());
  const inspect = (...members: readonly Buffer[]) =>
    inspectSdist(sourceOf(packTar(pkgInfo, ...members)).source, tarball);

  it('is taken where it is the same', async () => {
    const license = member('LICENSE', 'Do what you like.');
    const empty = member('empty', '');
    const metadata = await inspect(license, empty, license, empty);
    expect(metadata.toString()).toBe(metadataText());
  });

  it.each([
    ['of other content', [member('a', 'one'), member('a', 'two')]],
    ['of other length', [member('a', 'one'), member('a', '')]],
    ['that matters', [pkgInfo]],
    [
      'once as a link',
      [member('a', 'one'), tarMember({ path: `${folder}/a`, type: '2', linkPath: 'b' })],
    ],
  ])('D5.10 is refused: one %s', async (_, members) => {
    await expect(inspect(...members)).rejects.toEqual(refused);
  });
});
