import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inChunks, npmTarball, packTar, paxMember, tarMember } from '../../../tests/tarballs.ts';
import { defaultTarballLimits, inspectTarball } from './tarball.ts';

const inspect = (bytes: Buffer, limits = defaultTarballLimits) =>
  inspectTarball(inChunks(bytes), limits);
const file = (path: string, content = 'x') => tarMember({ path }, content);
const packageJson = '{"name":"lib","version":"1.0.0"}';
const manifest = file('package/package.json', packageJson);

const tarballInvalid: unknown = expect.objectContaining({ code: 'NPM_TARBALL_INVALID' });
const tooLarge: unknown = expect.objectContaining({ code: 'ARCHIVE_TOO_LARGE' });

describe('inspectTarball', () => {
  it('finds what decides how a package is served', async () => {
    const contents = await inspect(
      npmTarball({
        'package.json': packageJson,
        'README.md': '# lib',
        'binding.gyp': '{}',
        'npm-shrinkwrap.json': '{}',
        'lib/index.js': 'module.exports = 1;',
      }),
    );
    expect(contents.packageJson.toString()).toBe(packageJson);
    expect(contents.readme).toEqual({ fileName: 'README.md', text: '# lib' });
    expect(contents).toMatchObject({
      fileCount: 5,
      unpackedSizeBytes: packageJson.length + 5 + 2 + 2 + 19,
      hasBindingGyp: true,
      hasShrinkwrap: true,
      bundled: [],
    });
    expect([...contents.paths]).toContain('lib/index.js');
  });

  it('drops the first folder whatever its name, as npm does', async () => {
    for (const folder of ['package', 'lib-1.0.0', '.', 'Größe']) {
      const contents = await inspect(packTar(file(`${folder}/package.json`, packageJson)));
      expect([...contents.paths]).toEqual(['package.json']);
    }
    const nested = packTar(file('./package/package.json', packageJson));
    await expect(inspect(nested)).rejects.toThrow('no package.json');
  });

  it('reads the packages that come inside, by folder and by their own name', async () => {
    const { bundled } = await inspect(
      npmTarball({
        'package.json': packageJson,
        'node_modules/a/package.json': '{"name":"a","version":"1.0.0","license":"MIT"}',
        'node_modules/a/node_modules/@s/b/package.json': '{"name":"@s/b","version":"2.0.0"}',
        'node_modules/alias/package.json': '{"name":"real","version":"3.0.0"}',
        'node_modules/broken/package.json': '{',
        'node_modules/a/lib/package.json': '{"type":"module"}',
        'node_modules/.bin/package.json': '{}',
        'test/node_modules/fixture/package.json': '{"name":"fixture","version":"9.9.9"}',
      }),
    );
    expect(bundled).toEqual([
      { path: 'node_modules/a', names: ['a'], version: '1.0.0', licence: 'MIT' },
      {
        path: 'node_modules/a/node_modules/@s/b',
        names: ['@s/b'],
        version: '2.0.0',
        licence: null,
      },
      { path: 'node_modules/alias', names: ['alias', 'real'], version: '3.0.0', licence: null },
      { path: 'node_modules/broken', names: ['broken'], version: null, licence: null },
    ]);
  });

  it('prefers a Markdown README and keeps 64 KiB of it, in whole characters', async () => {
    const long = `${'a'.repeat(65_535)}é and more`;
    const { readme } = await inspect(
      npmTarball({
        'package.json': packageJson,
        README: 'plain',
        'readme.md': long,
        'README.txt': '',
      }),
    );
    expect(readme?.fileName).toBe('readme.md');
    expect(readme?.text).toBe('a'.repeat(65_535));
  });

  const ambiguous: Record<string, Buffer> = {
    'no package.json': packTar(file('package/index.js')),
    'two package.json': packTar(manifest, manifest),
    'a package.json in two folders': packTar(manifest, file('other/package.json', packageJson)),
    'any path twice': packTar(manifest, file('package/a'), file('package/a')),
    'another spelling of package.json': packTar(manifest, file('package/Package.json')),
    'package.json with a dot behind': packTar(manifest, file('package/package.json.')),
    'package.json with a space behind': packTar(manifest, file('package/package.json ')),
    'package.json with a stream name': packTar(manifest, file('package/package.json::$DATA')),
    'package.json in full-width letters': packTar(manifest, file('package/ｐackage.json')),
    'another spelling of binding.gyp': packTar(manifest, file('package/BINDING.gyp')),
    'another spelling of the shrinkwrap': packTar(manifest, file('package/NPM-shrinkwrap.json')),
    'a folder called package.json': packTar(
      manifest,
      tarMember({ path: 'package/Package.json/', type: '5' }),
    ),
    'a file outside of the folder': packTar(manifest, file('package.json', packageJson)),
  };
  for (const [name, bytes] of Object.entries(ambiguous)) {
    it(`D5.10 refuses ${name}`, async () => {
      await expect(inspect(bytes)).rejects.toThrow(tarballInvalid);
    });
  }

  it('D5.9 refuses links, which clients follow or drop as they like', async () => {
    for (const type of ['1', '2']) {
      const link = tarMember({ path: 'package/package.json', type, linkPath: '/etc/passwd' });
      await expect(inspect(packTar(link))).rejects.toThrow('link');
    }
  });

  it('D5.7 refuses bombs of every kind', async () => {
    const mebibyte = 1024 * 1024;
    const zeros = tarMember({ path: 'package/zeros' }, Buffer.alloc(64 * mebibyte));
    await expect(inspect(packTar(manifest, zeros))).rejects.toThrow(tooLarge);

    const nested = gzipSync(gzipSync(Buffer.alloc(64 * mebibyte)));
    await expect(inspect(nested)).rejects.toThrow(expect.objectContaining({ kind: 'invalid' }));

    const limits = { ...defaultTarballLimits, bytesMax: 4 * mebibyte };
    const noise = tarMember({ path: 'package/noise' }, randomBytes(5 * mebibyte));
    await expect(inspect(packTar(manifest, noise), limits)).rejects.toThrow(tooLarge);

    const huge = packTar(paxMember({ size: '9223372036854775808' }), manifest);
    await expect(inspect(huge)).rejects.toThrow(expect.objectContaining({ kind: 'invalid' }));

    const many = Array.from({ length: 1_001 }, (_, index) => file(`package/${index}`, ''));
    const few = { ...defaultTarballLimits, entriesMax: 1_000 };
    await expect(inspect(packTar(...many), few)).rejects.toThrow(tooLarge);

    const big = npmTarball({ 'package.json': `{"a":"${randomBytes(mebibyte).toString('hex')}"}` });
    await expect(inspect(big)).rejects.toThrow(tooLarge);
  });

  it('D5.7 refuses an archive that takes too long, not a sender that is slow', async () => {
    const limits = { ...defaultTarballLimits, busyMsMax: 0 };
    const bytes = npmTarball({ 'package.json': packageJson });
    await expect(inspect(bytes, limits)).rejects.toThrow('too long');
  });
});
