import type { UpstreamDocument } from '@bonded/core/repositories';
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../stored-metadata.ts';
import { expandMinified } from './expand-minified.ts';
import { readUpstreamRoot, readUpstreamVersions } from './upstream-p2.ts';

function documentOf(value: unknown, address = 'https://packages.example/packages.json') {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  const document: UpstreamDocument = {
    bytes,
    contentType: 'application/json',
    url: new URL(address),
  };
  return document;
}

const commit = '79dff0b268932c640297f5208d6298f71855c03e';

/** As the public repository says it: the newest whole, the others by what is different. */
const minified = {
  minified: 'composer/2.0',
  packages: {
    'psr/log': [
      {
        name: 'psr/log',
        description: 'Common interface for logging libraries',
        keywords: ['psr', 'psr-3', 'log'],
        homepage: 'https://github.com/php-fig/log',
        version: '3.0.2',
        version_normalized: '3.0.2.0',
        license: ['MIT'],
        authors: [{ name: 'PHP-FIG', homepage: 'https://www.php-fig.org/' }],
        source: { url: 'https://github.com/php-fig/log.git', type: 'git', reference: commit },
        dist: {
          url: `https://api.github.com/repos/php-fig/log/zipball/${commit}`,
          type: 'zip',
          shasum: '',
          reference: commit,
        },
        type: 'library',
        support: { source: 'https://github.com/php-fig/log/tree/3.0.2' },
        time: '2024-09-11T13:17:53+00:00',
        autoload: { 'psr-4': { 'Psr\\Log\\': 'src' } },
        extra: { 'branch-alias': { 'dev-master': '3.x-dev' } },
        require: { php: '>=8.0.0' },
      },
      {
        version: 'v1.1',
        version_normalized: '1.1.0.0',
        time: '2021-05-03T11:20:27+00:00',
        extra: '__unset',
        require: [],
        abandoned: 'acme/log',
        dist: {
          url: 'https://mirror.example/log.zip',
          type: 'zip',
          shasum: 'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709',
          reference: 'd49695b909c3b7628b6289db5479a1c204601f11',
        },
      },
      { version: '0.9.0', dist: { url: 'https://mirror.example/log.tar', type: 'tar' } },
    ],
  },
};

describe('a minified document', () => {
  it('says of each version what is different from the one before', () => {
    const all = [{ version: '3', a: 1, b: 2 }, { version: '2', a: '__unset' }, { version: '1' }];
    expect(expandMinified(all)).toEqual([
      { version: '3', a: 1, b: 2 },
      { version: '2', b: 2 },
      { version: '1', b: 2 },
    ]);
  });
});

describe('the documents of an upstream', () => {
  it('lie where its root says, by an absolute path or a whole address', () => {
    const own = readUpstreamRoot(
      documentOf({ packages: [], 'metadata-url': '/p2/%package%.json' }),
    );
    expect(own.addressOf('psr/log~dev')).toBe('https://packages.example/p2/psr/log~dev.json');
    const far = readUpstreamRoot(
      documentOf({ 'metadata-url': 'https://far.example/m/%package%.json' }),
    );
    expect(far.addressOf('psr/log')).toBe('https://far.example/m/psr/log.json');
  });

  it('become what we store of packages that were uploaded here', () => {
    const versions = readUpstreamVersions(documentOf(minified), 'psr/log');
    expect(versions.map(({ told }) => told.version)).toEqual(['3.0.2', '1.1.0']);
    const [newest, older] = versions.map(({ told }) => told);
    expect(newest).toMatchObject({
      licence: 'MIT',
      deprecation: null,
      publishedAt: new Date('2024-09-11T13:17:53Z'),
      files: [
        {
          path: 'packages/psr/log/3.0.2.zip',
          address: `https://api.github.com/repos/php-fig/log/zipball/${commit}`,
          digests: {},
        },
      ],
    });
    const { manifest, normal, sha1, reference } = readMetadata(newest?.metadata);
    expect({ normal, sha1, reference }).toEqual({ normal: '3.0.2.0', sha1: '', reference: commit });
    expect(manifest).toMatchObject({ name: 'psr/log', require: { php: '>=8.0.0' } });
    // Sources and addresses of upstream are told to nobody.
    expect(Object.keys(manifest)).not.toContain('source');
    expect(Object.keys(manifest)).not.toContain('dist');
    expect(older).toMatchObject({
      deprecation: 'Abandoned: use acme/log instead.',
      files: [{ digests: { sha1: 'da39a3ee5e6b4b0d3255bfef95601890afd80709' } }],
    });
    expect(Object.keys(readMetadata(older?.metadata).manifest)).not.toContain('extra');
    expect(readMetadata(older?.metadata).manifest.require).toBeUndefined();
  });

  it('have each state of a branch as a version of its own', () => {
    const dist = { type: 'zip', url: 'x.zip', reference: commit };
    const branches = ['dev-main', '2.x-dev', 'dev-feature/new'].map((version) => ({
      name: 'psr/log',
      version,
      dist,
    }));
    const nameless = { name: 'psr/log', version: 'dev-old', dist: { ...dist, reference: null } };
    const document = documentOf({ packages: { 'psr/log': [...branches, nameless] } });
    const told = readUpstreamVersions(document, 'psr/log').map((each) => each.told);
    expect(told.map(({ version }) => version)).toEqual([`dev-main#${commit}`, `2.x-dev#${commit}`]);
    expect(told[0]?.files[0]).toMatchObject({
      path: `packages/psr/log/dev-main#${commit}.zip`,
      address: 'https://packages.example/x.zip',
    });
  });

  it('say nothing of a package by an empty list, or by lists that are by version', () => {
    expect(readUpstreamVersions(documentOf({ packages: [] }), 'psr/log')).toEqual([]);
    expect(readUpstreamVersions(documentOf({ packages: { 'psr/log': [] } }), 'psr/log')).toEqual(
      [],
    );
    const dist = { type: 'zip', url: 'https://far.example/x.zip' };
    const entries = { '1.0.0': { name: 'PSR/Log', version: '1.0.0', dist } };
    const document = documentOf({ packages: { 'psr/log': entries } });
    expect(readUpstreamVersions(document, 'psr/log')).toHaveLength(1);
  });

  it('are refused where they are something else', () => {
    const invalid = expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }) as Error;
    expect(() => readUpstreamRoot(documentOf('<html>'))).toThrow(invalid);
    expect(() => readUpstreamRoot(documentOf({ packages: [] }))).toThrow(invalid);
    expect(() => readUpstreamVersions(documentOf([1]), 'psr/log')).toThrow(invalid);
  });
});
