import { describe, expect, it } from 'vitest';
import { crateArchive } from '../../../tests/crates.ts';
import { inChunks } from '../../../tests/tarballs.ts';
import { requireAgreement } from './agreement.ts';
import { componentsOf } from './components.ts';
import { inspectCrate } from './crate-archive.ts';
import { cratesIo } from './dependency.ts';
import { indexLine } from './index-line.ts';
import { readPublishDocument } from './publish-document.ts';

const indexPath = '/cargo/acme/crates';
const plain = '[package]\nname = "demo"\nversion = "1.0.0"\n';
const inspect = (archive: Buffer) => inspectCrate(inChunks(archive, 100), indexPath);
const refused = async (archive: Buffer) => {
  try {
    await inspect(archive);
  } catch (error) {
    return error;
  }
  return null;
};

const rich = `
[package]
name = "demo"
version = "1.0.0+x.1"
description = "  Shows things. "
license = "MIT/Apache-2.0"
links = "z"
rust-version = "1.70"

[features]
default = ["std"]
std = []
fast = ["dep:rayon", "log?/std"]

[dependencies.log]
version = "0.4"
optional = true
default-features = false

[dependencies.rayon]
version = ">= 1.5, < 2"
optional = true
features = ["b", "a"]

[dependencies.sibling]
version = "=1.0.0"
registry-index = "sparse+https://bonded.test${indexPath}/index/"
package = "our-sibling"

[dev-dependencies.other]
version = "1"
registry-index = "sparse+https://elsewhere.test/index/"

[target."cfg(unix)".build-dependencies.cc]
version = "1.*"
`;
const richDocument = {
  name: 'demo',
  vers: '1.0.0+x.1',
  links: 'z',
  rust_version: '1.70',
  features: { default: ['std'], std: [], fast: ['dep:rayon', 'log?/std'] },
  deps: [
    {
      name: 'log',
      version_req: '^0.4',
      optional: true,
      default_features: false,
      kind: 'normal',
      registry: cratesIo,
    },
    {
      name: 'rayon',
      version_req: '>=1.5, <2',
      optional: true,
      features: ['a', 'b'],
      registry: cratesIo,
    },
    {
      name: 'our-sibling',
      version_req: '=1.0.0',
      explicit_name_in_toml: 'sibling',
      registry: null,
    },
    {
      name: 'other',
      version_req: '^1',
      kind: 'dev',
      registry: 'sparse+https://elsewhere.test/index/',
    },
    { name: 'cc', version_req: '1.*', kind: 'build', target: 'cfg( unix )', registry: cratesIo },
  ],
};
const documentOf = (document: object) => readPublishDocument(Buffer.from(JSON.stringify(document)));

describe('inspectCrate', () => {
  it('derives what the index says from the manifest inside', async () => {
    const manifest = await inspect(crateArchive(rich, { folder: 'demo-1.0.0+x.1' }));
    expect(manifest).toMatchObject({
      name: 'demo',
      version: '1.0.0+x.1',
      description: 'Shows things.',
      licence: 'MIT OR Apache-2.0',
      links: 'z',
      rustVersion: '1.70',
    });
    const [log, rayon, sibling, other, cc] = manifest.dependencies;
    expect(log).toMatchObject({
      req: '^0.4',
      optional: true,
      default_features: false,
      registry: cratesIo,
    });
    expect(rayon).toMatchObject({ req: '>=1.5, <2', features: ['b', 'a'] });
    expect(sibling).toMatchObject({ name: 'sibling', package: 'our-sibling', registry: null });
    expect(other).toMatchObject({ kind: 'dev', registry: 'sparse+https://elsewhere.test/index/' });
    expect(cc).toMatchObject({ kind: 'build', target: 'cfg(unix)', req: '1.*' });
  });

  it('agrees with what an honest cargo says of the same crate', async () => {
    const manifest = await inspect(crateArchive(rich, { folder: 'demo-1.0.0+x.1' }));
    expect(() => requireAgreement(documentOf(richDocument), manifest)).not.toThrow();
  });

  it.each([
    ['name', { name: 'Demo' }],
    ['version', { vers: '1.0.1' }],
    ['links', { links: null }],
    ['features', { features: {} }],
    ['rust-version', { rust_version: '1.60' }],
    ['dependencies', { deps: richDocument.deps.slice(1) }],
    ['dependencies', { deps: [...richDocument.deps, { name: 'evil', version_req: '*' }] }],
  ])('refuses a document that says something else about %s', async (field, change) => {
    const manifest = await inspect(crateArchive(rich, { folder: 'demo-1.0.0+x.1' }));
    expect(() => requireAgreement(documentOf({ ...richDocument, ...change }), manifest)).toThrow(
      expect.objectContaining({ code: 'CARGO_MANIFEST_MISMATCH', details: { fields: [field] } }),
    );
  });

  it('gives scanners the crate and what building it brings along', async () => {
    const manifest = await inspect(crateArchive(rich, { folder: 'demo-1.0.0+x.1' }));
    expect(
      componentsOf(manifest).map(({ purl, version, relation }) => [purl, version, relation]),
    ).toEqual([
      ['pkg:cargo/demo@1.0.0', '1.0.0', 'self'],
      ['pkg:cargo/log', '^0.4', 'dependency'],
      ['pkg:cargo/rayon', '>=1.5, <2', 'dependency'],
      ['pkg:cargo/our-sibling@1.0.0', '1.0.0', 'dependency'],
      ['pkg:cargo/cc', '1.*', 'dependency'],
    ]);
  });

  it('keeps features of the newer syntax where older cargos do not look', async () => {
    const manifest = await inspect(crateArchive(rich, { folder: 'demo-1.0.0+x.1' }));
    const line = indexLine({
      manifest,
      digest: 'ab',
      publishedAt: new Date('2026-01-02T03:04:05.678Z'),
      isYanked: true,
    });
    expect(JSON.parse(line)).toMatchObject({
      name: 'demo',
      vers: '1.0.0+x.1',
      cksum: 'ab',
      features: { default: ['std'], std: [] },
      features2: { fast: ['dep:rayon', 'log?/std'] },
      v: 2,
      yanked: true,
      pubtime: '2026-01-02T03:04:05Z',
    });
    expect(line).not.toContain('\n');
  });

  it.each([
    ['no TOML', 'name = ['],
    ['no package', '[dependencies]\n'],
    ['no version', '[package]\nname = "demo"\n'],
    ['a version that is inherited', '[package]\nname = "demo"\nversion.workspace = true\n'],
    [
      'a git dependency',
      `${plain}[dependencies]\na = { git = "https://x.test/a", version = "1" }\n`,
    ],
    ['a path dependency', `${plain}[dependencies]\na = { path = "../a", version = "1" }\n`],
    ['a named registry', `${plain}[dependencies]\na = { registry = "x", version = "1" }\n`],
    ['an inherited dependency', `${plain}[dependencies]\na.workspace = true\n`],
    ['an old spelling of a table', `${plain}[dev_dependencies]\na = "1"\n`],
    ['an old spelling below a target', `${plain}[target.x.build_dependencies]\na = "1"\n`],
    ['a requirement that is none', `${plain}[dependencies]\na = "newest"\n`],
    ['a dependency that is no crate', `${plain}[dependencies]\n"a/b" = "1"\n`],
    ['a table below more tables than cargo reads', `${plain}[a${'.a'.repeat(80)}]\nb = "c"\n`],
    ['a key with dots without end', `${plain}a${'.a'.repeat(100_000)} = "b"\n`],
  ])('refuses a manifest with %s', async (_, cargoToml) => {
    const error = await refused(crateArchive(cargoToml));
    expect(error).toMatchObject({ kind: 'invalid' });
    expect(error).toHaveProperty('code', expect.stringMatching(/^CARGO_/));
  });

  it.each([
    ['another folder than its name and version', crateArchive(plain, { folder: 'demo-1.0.1' })],
    ['no manifest', crateArchive(plain, { files: { 'Cargo.toml': '' } })],
    ['another spelling of the manifest', crateArchive(plain, { files: { 'cargo.TOML': plain } })],
    ['a way out', crateArchive(plain, { files: { '../../x': '' } })],
    ['no gzip', Buffer.from('PK')],
    ['nothing', Buffer.alloc(0)],
  ])('refuses an archive with %s', async (_, archive) => {
    expect(await refused(archive)).toMatchObject({ kind: 'invalid' });
  });

  it('keeps hostile keys as data', async () => {
    const manifest = await inspect(
      crateArchive(`${plain}[features]\n"__proto__" = []\nconstructor = []\n`),
    );
    expect(Object.keys(manifest.features)).toContain('constructor');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
