import { describe, expect, it } from 'vitest';
import { inChunks, npmTarball } from '../../../tests/tarballs.ts';
import { requireAgreement } from './agreement.ts';
import type { JsonObject } from './json-object.ts';
import { deriveManifest } from './manifest.ts';
import { inspectTarball } from './tarball.ts';

type Files = Readonly<Record<string, string>>;

async function derive(packageJson: unknown, files: Files = {}) {
  const text = typeof packageJson === 'string' ? packageJson : JSON.stringify(packageJson);
  const contents = await inspectTarball(inChunks(npmTarball({ 'package.json': text, ...files })));
  return { contents, derived: deriveManifest(contents) };
}

async function manifestOf(fields: JsonObject, files: Files = {}): Promise<JsonObject> {
  const { derived } = await derive({ name: 'lib', version: '1.0.0', ...fields }, files);
  return derived.manifest;
}

describe('deriveManifest', () => {
  it('serves what the package.json says', async () => {
    const { derived } = await derive({
      name: '@scope/lib',
      version: '1.2.3',
      description: 'A library',
      license: 'MIT',
      main: 'index.js',
      exports: { '.': './index.js' },
      dependencies: { a: '^1.0.0' },
    });
    expect(derived).toMatchObject({
      name: '@scope/lib',
      version: '1.2.3',
      description: 'A library',
      licence: 'MIT',
      manifest: {
        name: '@scope/lib',
        version: '1.2.3',
        main: 'index.js',
        exports: { '.': './index.js' },
        dependencies: { a: '^1.0.0' },
        license: 'MIT',
      },
    });
  });

  it('cleans a version as npm does when it publishes', async () => {
    for (const [written, clean] of Object.entries({
      'v1.0.0': '1.0.0',
      '1.0.0+build.5': '1.0.0',
      ' 1.0.0-rc.1 ': '1.0.0-rc.1',
    })) {
      expect((await derive({ name: 'lib', version: written })).derived.version).toBe(clean);
    }
  });

  it('refuses a package.json without a usable name or version', async () => {
    for (const fields of [
      {},
      { name: 'lib' },
      { version: '1.0.0' },
      { name: 'lib', version: '1.0' },
      { name: 'lib', version: 1 },
      { name: 'lib', version: '' },
      { name: 'lib', version: '1.0.0'.padEnd(300, '0') },
      { name: ['lib'], version: '1.0.0' },
      { name: 'Lib', version: '1.0.0' },
      { name: '../lib', version: '1.0.0' },
      [],
      'lib',
      null,
    ]) {
      await expect(derive(fields), JSON.stringify(fields)).rejects.toThrow(
        expect.objectContaining({ kind: 'invalid' }),
      );
    }
  });

  it('D5.10 refuses a key that is named twice, which tools read differently', async () => {
    await expect(
      derive('{"name":"lib","version":"1.0.0","scripts":{},"scripts":{"install":"x"}}'),
    ).rejects.toThrow('"scripts" twice');
  });

  it('takes an old name of another registry, and of a key that comes twice the last', async () => {
    const text = '{"name":"JSONStream","version":"1.0.0","main":"a.js","main":"b.js"}';
    const { contents } = await derive('{"name":"lib","version":"1.0.0"}');
    const foreign = { ...contents, packageJson: Buffer.from(text) };
    const derived = deriveManifest(foreign, { isForeign: true });
    expect(derived).toMatchObject({ name: 'JSONStream', manifest: { main: 'b.js' } });
    const evil = { ...foreign, packageJson: Buffer.from('{"name":"../x","version":"1.0.0"}') };
    expect(() => deriveManifest(evil, { isForeign: true })).toThrow('"../x"');
  });

  it('reads a file that begins with a byte order mark', async () => {
    const { derived } = await derive('\ufeff{"name":"lib","version":"1.0.0"}');
    expect(derived.name).toBe('lib');
  });

  it('never serves a field that only a registry may write', async () => {
    const manifest = await manifestOf({
      _id: 'evil@1.0.0',
      _integrity: 'sha512-evil',
      _npmUser: { name: 'root' },
      _hasShrinkwrap: true,
      hasInstallScript: false,
      dist: { tarball: 'https://evil.example/x.tgz' },
      deprecated: 'use evil instead',
      readme: 'evil',
    });
    expect(manifest).toEqual({ name: 'lib', version: '1.0.0' });
  });

  it('says that something runs on install, whoever says otherwise', async () => {
    for (const hook of ['preinstall', 'install', 'postinstall']) {
      const manifest = await manifestOf({ scripts: { [hook]: 'x', test: 'y' } });
      expect(manifest['hasInstallScript']).toBe(true);
    }
    expect(await manifestOf({ scripts: { test: 'y' } })).not.toHaveProperty('hasInstallScript');
  });

  it('builds a package with a binding.gyp, unless it says how or not to', async () => {
    const gyp = { 'binding.gyp': '{}' };
    expect(await manifestOf({}, gyp)).toMatchObject({
      scripts: { install: 'node-gyp rebuild' },
      hasInstallScript: true,
      gypfile: true,
    });
    expect(await manifestOf({ scripts: { preinstall: 'x' } }, gyp)).toMatchObject({
      scripts: { preinstall: 'x' },
    });
    expect(await manifestOf({ gypfile: false }, gyp)).not.toHaveProperty('scripts');
  });

  it('knows a shrinkwrap by its file alone', async () => {
    expect(await manifestOf({}, { 'npm-shrinkwrap.json': '{}' })).toMatchObject({
      _hasShrinkwrap: true,
    });
  });

  it('lists what is optional only there, and bundles in one form', async () => {
    expect(
      await manifestOf({
        dependencies: { a: '1', b: '2' },
        optionalDependencies: { b: '2' },
        bundledDependencies: true,
      }),
    ).toMatchObject({
      dependencies: { a: '1' },
      optionalDependencies: { b: '2' },
      bundleDependencies: ['a'],
    });
    expect(await manifestOf({ bundleDependencies: false })).not.toHaveProperty(
      'bundleDependencies',
    );
    expect(await manifestOf({ bundledDependencies: ['b', 'a', 7] })).toMatchObject({
      bundleDependencies: ['a', 'b'],
    });
  });

  it('refuses dependencies of no known form', async () => {
    for (const dependencies of [
      'a',
      ['a'],
      { a: 1 },
      { a: null },
      { '../a': '1' },
      { a: 'x'.repeat(3000) },
    ]) {
      await expect(manifestOf({ dependencies })).rejects.toThrow(
        expect.objectContaining({ code: 'NPM_MANIFEST_INVALID' }),
      );
    }
    expect(await manifestOf({ dependencies: [] })).not.toHaveProperty('dependencies');
  });

  it('normalises commands and keeps them inside of the package', async () => {
    const bins: [unknown, JsonObject][] = [
      ['./cli.js', { lib: 'cli.js' }],
      [
        { a: 'bin/a.js', b: './b.js' },
        { a: 'bin/a.js', b: 'b.js' },
      ],
      [{ '../../evil': 'x.js' }, { evil: 'x.js' }],
      [{ 'a/b': 'x.js' }, { b: 'x.js' }],
      [
        { 'a\\b': 'x.js', 'c:d': 'y.js' },
        { b: 'x.js', d: 'y.js' },
      ],
      [{ a: '../../../etc/passwd' }, { a: 'etc/passwd' }],
      [{ a: '..\\..\\evil.js' }, { a: 'evil.js' }],
      [{ a: 5, b: '' }, {}],
      [['bin/a', 'bin/b.js'], { a: 'bin/a', 'b.js': 'bin/b.js' }],
    ];
    for (const [bin, expected] of bins) {
      expect((await manifestOf({ bin }))['bin'] ?? {}).toEqual(expected);
    }
    const { derived } = await derive({ name: '@scope/lib', version: '1.0.0', bin: 'cli.js' });
    expect(derived.manifest['bin']).toEqual({ lib: 'cli.js' });
  });

  it('makes a command of every file in the folder of commands', async () => {
    const files = { 'bin/a': '', 'bin/deep/b.js': '', 'bin/.hidden': '', 'binary/c': '' };
    expect(await manifestOf({ directories: { bin: './bin/' } }, files)).toMatchObject({
      bin: { a: 'bin/a', 'b.js': 'bin/deep/b.js' },
    });
  });

  it('brings platforms, keywords, licences and links into one form', async () => {
    expect(
      await manifestOf({
        os: 'linux',
        cpu: ['x64', 5],
        engines: { node: '>=20', npm: 9 },
        keywords: 'a, b  c',
        licenses: [{ type: 'MIT' }, { type: 'Apache-2.0' }],
        repository: 'github:a/b',
        bugs: 'https://example.org/bugs',
        homepage: { no: 'text' },
        description: ['no', 'text'],
      }),
    ).toEqual({
      name: 'lib',
      version: '1.0.0',
      os: ['linux'],
      cpu: ['x64'],
      engines: { node: '>=20' },
      keywords: ['a', 'b', 'c'],
      license: '(MIT OR Apache-2.0)',
      repository: { type: 'git', url: 'github:a/b' },
      bugs: { url: 'https://example.org/bugs' },
    });
  });

  it('D5.13 takes the names of what objects inherit for plain names', async () => {
    const dependencies = { constructor: '^1.0.0', toString: '2', valueOf: '3' };
    const { derived } = await derive({ name: 'constructor', version: '1.0.0', dependencies });
    expect(derived.manifest['dependencies']).toEqual(dependencies);
    await expect(derive('{"name":"lib","version":"1.0.0","__proto__":{}}')).rejects.toThrow(
      '__proto__',
    );
    expect(({} as JsonObject)['dependencies']).toBeUndefined();
  });
});

describe('requireAgreement', () => {
  const packageJson = {
    name: 'lib',
    version: '1.0.0',
    description: 'A library',
    scripts: { test: 'x', postinstall: 'node build.js' },
    dependencies: { a: '^1.0.0', b: '2' },
    optionalDependencies: { c: '3' },
    peerDependencies: { d: '*' },
    bundleDependencies: ['a'],
    bin: { lib: './cli.js' },
  };

  async function agree(claimed: JsonObject): Promise<unknown> {
    const { contents, derived } = await derive(packageJson);
    try {
      requireAgreement(claimed, derived, contents);
      return [];
    } catch (error) {
      return (error as { details: { fields: unknown } }).details.fields;
    }
  }

  it('accepts what clients make of the same package.json', async () => {
    expect(await agree(packageJson)).toEqual([]);
    expect(
      await agree({
        ...packageJson,
        version: 'v1.0.0',
        bin: 'cli.js',
        dependencies: { b: '2', a: '^1.0.0', c: '3' },
        bundledDependencies: ['a'],
        scripts: { postinstall: 'node build.js' },
        hasInstallScript: true,
        description: 'Another text',
        devDependencies: { x: '1' },
        _id: 'lib@1.0.0',
        readme: '# lib',
        dist: { tarball: 'http://localhost/lib.tgz' },
        gitHead: 'abc',
      }),
    ).toEqual([]);
  });

  const confusions: [string, JsonObject][] = [
    ['name', { name: 'other' }],
    ['name', { name: undefined }],
    ['name', { name: '@scope/lib' }],
    ['version', { version: '1.0.1' }],
    ['version', { version: '1.0.0-rc.1' }],
    ['version', { version: undefined }],
    ['scripts', { scripts: { test: 'x' } }],
    ['scripts', { scripts: undefined }],
    ['scripts', { scripts: { postinstall: 'node other.js' } }],
    ['scripts', { scripts: { postinstall: 'node build.js', preinstall: 'x' } }],
    ['hasInstallScript', { hasInstallScript: false }],
    ['dependencies', { dependencies: undefined }],
    ['dependencies', { dependencies: { a: '^1.0.0' } }],
    ['dependencies', { dependencies: { a: '^1.0.0', b: '2', evil: '1' } }],
    ['dependencies', { dependencies: { a: '^1.0.1', b: '2' } }],
    ['optionalDependencies', { optionalDependencies: {} }],
    ['optionalDependencies', { optionalDependencies: { c: '4' } }],
    ['peerDependencies', { peerDependencies: { d: '1' } }],
    ['bundleDependencies', { bundleDependencies: [] }],
    ['bin', { bin: undefined }],
    ['bin', { bin: { lib: './evil.js' } }],
    ['bin', { bin: { lib: './cli.js', sudo: './cli.js' } }],
  ];
  for (const [field, change] of confusions) {
    it(`D5.11 refuses a document that says ${JSON.stringify(change)} of ${field}`, async () => {
      expect(await agree({ ...packageJson, ...change })).toContain(field);
    });
  }

  it('D5.11 refuses a document that hides a build by binding.gyp', async () => {
    const gyp = { 'binding.gyp': '{}' };
    const { contents, derived } = await derive({ name: 'lib', version: '1.0.0' }, gyp);
    const claim = (fields: JsonObject) => () =>
      requireAgreement({ name: 'lib', version: '1.0.0', ...fields }, derived, contents);
    expect(claim({ gypfile: false })).toThrow('scripts');
    expect(claim({ hasInstallScript: false })).toThrow('hasInstallScript');
    expect(claim({})).not.toThrow();
  });
});
