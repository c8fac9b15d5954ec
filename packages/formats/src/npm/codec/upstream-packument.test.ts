import { describe, expect, it } from 'vitest';
import { readMetadata } from '../stored-metadata.ts';
import { readUpstreamPackument } from './upstream-packument.ts';

const sha512 = Buffer.alloc(64, 7);
const integrity = `sha512-${sha512.toString('base64')}`;
const shasum = 'a'.repeat(40);
const tarball = 'https://registry.example.org/left-pad/-/left-pad-1.3.0.tgz';

/** The fields of the public registry that matter here, and some that do not. */
const manifest = {
  name: 'left-pad',
  version: '1.3.0',
  license: 'WTFPL',
  scripts: { install: 'node steal.js' },
  dependencies: { 'is-number': '^7.0.0' },
  _npmUser: { name: 'somebody' },
  dist: { tarball, integrity, shasum, fileCount: 11, unpackedSize: 9_000 },
};

function documentOf(versions: Readonly<Record<string, unknown>>, rest: object = {}) {
  const document = { name: 'left-pad', versions, ...rest };
  return {
    bytes: Buffer.from(JSON.stringify(document)),
    contentType: 'application/json',
    url: new URL('https://registry.example.org/left-pad'),
  };
}

function read(versions: Readonly<Record<string, unknown>>, rest?: object) {
  return readUpstreamPackument(documentOf(versions, rest), 'left-pad');
}

describe('the document of an upstream', () => {
  it('may have as many values as those of the largest packages', () => {
    const users = Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [`u${at}`, true]));
    expect(read({ '1.3.0': manifest }, { users }).versions).toHaveLength(1);
  });

  it('tells of a version as its archive would, with the digests and the date of upstream', () => {
    const { versions, tags } = read(
      { '1.3.0': { ...manifest, deprecated: 'use String.prototype.padStart()' } },
      {
        'dist-tags': { latest: '1.3.0', next: '9.9.9' },
        time: { '1.3.0': '2018-04-09T01:10:45.796Z' },
      },
    );
    expect(versions).toMatchObject([
      {
        version: '1.3.0',
        publishedAt: new Date('2018-04-09T01:10:45.796Z'),
        deprecation: 'use String.prototype.padStart()',
        licence: 'WTFPL',
        files: [
          {
            path: 'left-pad/-/left-pad-1.3.0.tgz',
            address: tarball,
            digests: { sha512: sha512.toString('hex'), sha1: shasum },
          },
        ],
      },
    ]);
    const { manifest: told, dist } = readMetadata(versions[0]?.metadata);
    expect(told).toMatchObject({ hasInstallScript: true, dependencies: { 'is-number': '^7.0.0' } });
    expect(told).not.toHaveProperty('_npmUser');
    expect(dist).toMatchObject({ integrity, shasum, fileCount: 11, unpackedSizeBytes: 9_000 });
    // A tag to a version that is not there leads nowhere.
    expect([...tags]).toEqual([['latest', '1.3.0']]);
  });

  it('goes by the SHA-1 of versions that have nothing better', () => {
    const [old] = read({ '1.3.0': { ...manifest, dist: { tarball, shasum } } }).versions;
    expect(old?.files[0]?.digests).toEqual({ sha1: shasum });
    expect(readMetadata(old?.metadata).dist.integrity).toBe(
      `sha1-${Buffer.from(shasum, 'hex').toString('base64')}`,
    );
  });

  it.each([
    ['of another package', { ...manifest, name: 'right-pad' }],
    ['of another version', { ...manifest, version: '1.2.0' }],
    ['without any digest', { ...manifest, dist: { tarball } }],
    ['with a digest that is none', { ...manifest, dist: { tarball, integrity: 'sha512-x' } }],
    ['without an address', { ...manifest, dist: { integrity } }],
    ['that is no object', 'left-pad'],
  ])('leaves out a version %s', (_title, version) => {
    expect(read({ '1.3.0': version }).versions).toEqual([]);
  });

  it.each([
    ['another name', documentOf({}, { name: 'right-pad' })],
    ['no versions', documentOf({}, { versions: null })],
    ['a page', { ...documentOf({}), bytes: Buffer.from('<html></html>') }],
  ])('refuses %s', (_title, document) => {
    expect(() => readUpstreamPackument(document, 'left-pad')).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }),
    );
  });

  it('tells of what is stated about a tarball, at the very registry that is asked', () => {
    const provenance = { predicateType: 'https://slsa.dev/provenance/v1' };
    const told = (url: unknown, said: unknown = provenance) => {
      const dist = { ...manifest.dist, attestations: { url, provenance: said } };
      const { versions } = read({ '1.3.0': { ...manifest, dist } });
      const [version] = versions;
      return {
        statement: version?.files[0]?.statement,
        attestation: readMetadata(version?.metadata).dist.attestation,
      };
    };
    const path = '/-/npm/v1/attestations/left-pad@1.3.0';
    for (const origin of ['https://registry.example.org', 'https://mirrored.example/']) {
      expect(told(`${origin}${path}`)).toEqual({
        statement: { address: path },
        attestation: provenance,
      });
    }
    for (const [url, said] of [
      [path, provenance],
      [7, provenance],
      [`https://registry.example.org${path}`, {}],
      [`https://registry.example.org${path}`, { predicateType: 'x'.repeat(300) }],
    ] as const) {
      expect(told(url, said)).toEqual({ statement: undefined, attestation: undefined });
    }
  });
});
