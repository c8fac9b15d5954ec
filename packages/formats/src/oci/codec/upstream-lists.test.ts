import { describe, expect, it } from 'vitest';
import { nextPageOf, readReferrers, readTagList } from './upstream-lists.ts';

const document = (value: unknown) => ({ bytes: Buffer.from(JSON.stringify(value)) });
const digest = `sha256:${'a'.repeat(64)}`;

describe('the tags of an upstream', () => {
  it('are those that clients can ask for', () => {
    const tags = ['1.0', 'latest', '../up', 7, ''];
    expect(readTagList(document({ name: 'app', tags }))).toEqual(['1.0', 'latest']);
    expect(readTagList(document({ name: 'app', tags: null }))).toEqual([]);
  });

  it('are not a page of something else', () => {
    const page = { bytes: Buffer.from('<html>Down for maintenance</html>') };
    for (const wrong of [page, document([]), document({ tags: {} })]) {
      expect(() => readTagList(wrong)).toThrow(
        expect.objectContaining({ code: 'UPSTREAM_DOCUMENT_INVALID' }),
      );
    }
  });

  it.each([
    ['</v2/app/tags/list?last=b&n=2>; rel="next"', '/v2/app/tags/list?last=b&n=2'],
    [
      '<http://inside:5000/v2/app/tags/list?next_page=x>; rel=next',
      '/v2/app/tags/list?next_page=x',
    ],
    ['</v2/app/tags/list>; rel="prev"', null],
    ['nonsense', null],
    [null, null],
  ])('go on by %s at %s', (link, address) => {
    expect(nextPageOf({ link, url: new URL('https://registry.example/v2/app/tags/list') })).toBe(
      address,
    );
  });
});

it('what refers to a manifest is told in our own words, malformed entries left out', () => {
  const manifests = [
    {
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest,
      size: 7,
      artifactType: 'application/x.sbom',
      annotations: { made: 'today' },
    },
    { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest: 'md5:0', size: 7 },
    null,
  ];
  expect(readReferrers(document({ schemaVersion: 2, manifests }))).toEqual([
    {
      version: digest,
      metadata: {
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        artifactType: 'application/x.sbom',
        sizeBytes: 7,
        annotations: { made: 'today' },
      },
    },
  ]);
});
