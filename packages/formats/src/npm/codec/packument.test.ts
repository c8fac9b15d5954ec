import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  abbreviatedContentType,
  type PackumentSource,
  type PackumentVersion,
  prefersAbbreviated,
  renderPackument,
} from './packument.ts';

const dist = { shasum: 'a'.repeat(40), integrity: 'sha512-x', fileCount: 3, unpackedSizeBytes: 99 };

function version(number: string, more: Partial<PackumentVersion> = {}): PackumentVersion {
  return {
    version: number,
    manifest: {
      name: '@scope/lib',
      version: number,
      description: `lib ${number}`,
      main: 'index.js',
      dependencies: { a: '^1.0.0' },
      scripts: { postinstall: 'x' },
      hasInstallScript: true,
      keywords: ['one'],
    },
    dist,
    publishedAt: new Date('2026-03-01T12:00:00Z'),
    ...more,
  };
}

const source: PackumentSource = {
  name: '@scope/lib',
  baseUrl: 'https://host.example/npm/team/main',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  modifiedAt: new Date('2026-04-01T00:00:00Z'),
  readme: { fileName: 'README.md', text: '# lib' },
  distTags: { latest: '1.1.0', next: '2.0.0-rc.1' },
  versions: [version('1.0.0'), version('1.1.0'), version('2.0.0-rc.1')],
};

type Json = Record<string, Record<string, Record<string, unknown>> & string>;

async function render(changes: Partial<PackumentSource> = {}) {
  const { full, abbreviated } = await renderPackument({ ...source, ...changes });
  const parse = (body: Buffer) => JSON.parse(body.toString()) as Json;
  return {
    documents: { full, abbreviated },
    full: parse(full.identity.body),
    short: parse(abbreviated.identity.body),
  };
}

describe('renderPackument', () => {
  it('describes the package, all versions and their times in the full form', async () => {
    const { full } = await render();
    expect(full).toMatchObject({
      _id: '@scope/lib',
      name: '@scope/lib',
      'dist-tags': { latest: '1.1.0', next: '2.0.0-rc.1' },
      description: 'lib 1.1.0',
      keywords: ['one'],
      readme: '# lib',
      readmeFilename: 'README.md',
      time: {
        created: '2026-01-01T00:00:00.000Z',
        modified: '2026-04-01T00:00:00.000Z',
        '1.0.0': '2026-03-01T12:00:00.000Z',
      },
    });
    expect(Object.keys(full['versions'] ?? {})).toEqual(['1.0.0', '1.1.0', '2.0.0-rc.1']);
    expect(full['versions']?.['1.1.0']).toMatchObject({
      _id: '@scope/lib@1.1.0',
      main: 'index.js',
      dist: {
        tarball: 'https://host.example/npm/team/main/@scope/lib/-/lib-1.1.0.tgz',
        shasum: dist.shasum,
        integrity: dist.integrity,
        fileCount: 3,
        unpackedSize: 99,
      },
    });
  });

  it('gives installers what they need and no more in the abbreviated form', async () => {
    const { short } = await render();
    expect(Object.keys(short).toSorted()).toEqual([
      'dist-tags',
      'modified',
      'name',
      'time',
      'versions',
    ]);
    expect(short['versions']?.['1.0.0']).toEqual({
      name: '@scope/lib',
      version: '1.0.0',
      dependencies: { a: '^1.0.0' },
      hasInstallScript: true,
      dist: expect.objectContaining({ shasum: dist.shasum }) as unknown,
    });
  });

  it('is ready to be sent: exact type, strong tags, compressed as well', async () => {
    const many = Array.from({ length: 50 }, (_, index) => version(`1.0.${index}`));
    const { documents } = await render({ versions: many });
    expect(documents.full.contentType).toBe('application/json');
    expect(documents.abbreviated.contentType).toBe(abbreviatedContentType);
    for (const { identity, gzip } of Object.values(documents)) {
      expect(identity.etag).toMatch(/^"[\w-]+"$/);
      expect(gunzipSync(gzip?.body ?? '').equals(identity.body)).toBe(true);
      expect(gzip?.body.length).toBeLessThan(identity.body.length / 4);
    }
  });

  it('changes tag and revision with every change', async () => {
    const [one, other] = [await render(), await render({ versions: [version('1.0.0')] })];
    expect(one.documents.full.identity.etag).not.toBe(other.documents.full.identity.etag);
    expect(one.full['_rev']).not.toBe(other.full['_rev']);
  });

  it('lists a held version with its receipt as the notice, and leads no latest to it', async () => {
    const receipt = 'Held by Bonded (BD-7F3K2Q): wait for the scan.';
    const versions = [
      version('1.0.0', { deprecated: 'too old' }),
      version('1.1.0'),
      version('1.2.0', { receipt, deprecated: 'said by the maintainer' }),
    ];
    const { full, short } = await render({
      versions,
      distTags: { latest: '1.2.0', beta: '1.2.0' },
    });
    for (const document of [full, short]) {
      expect(document['dist-tags']).toEqual({ latest: '1.1.0', beta: '1.2.0' });
      expect(document['versions']?.['1.2.0']?.['deprecated']).toBe(receipt);
      expect(document['versions']?.['1.0.0']?.['deprecated']).toBe('too old');
      expect(document['versions']?.['1.1.0']).not.toHaveProperty('deprecated');
    }
    expect(full['description']).toBe('lib 1.1.0');
  });

  it('renders a package whose every version is held, so that the receipt is seen', async () => {
    const { short } = await render({
      versions: [version('1.0.0', { receipt: 'held' })],
      distTags: { latest: '1.0.0' },
    });
    expect(short['dist-tags']).toEqual({ latest: '1.0.0' });
  });
});

describe('prefersAbbreviated', () => {
  it('follows what clients send', () => {
    expect(
      prefersAbbreviated(
        'application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*',
      ),
    ).toBe(true);
    expect([undefined, '', '*/*', 'application/json'].some(prefersAbbreviated)).toBe(false);
  });
});
