import { expect, it } from 'vitest';
import { bearerChallenge } from './challenge.ts';
import { rangeHeader, readChunkRange } from './content-range.ts';
import { linkToNext, readPage } from './page.ts';

const publicUrl = 'https://registry.example:8443';
const ask = (method: string, rawUrl: string) => bearerChallenge({ method, rawUrl, publicUrl });

it('says where a token is, and for what', () => {
  const where = `Bearer realm="${publicUrl}/v2/token",service="registry.example:8443"`;
  expect(ask('GET', '/v2/')).toBe(where);
  expect(ask('GET', '/v2/p/r/team/app/manifests/v1?x=1')).toBe(
    `${where},scope="repository:p/r/team/app:pull"`,
  );
  expect(ask('POST', '/v2/p/r/app/blobs/uploads/')).toBe(
    `${where},scope="repository:p/r/app:pull,push"`,
  );
});

it('D5.14 lets nobody write into the challenge', () => {
  for (const name of ['a"b', 'a%22b', 'a,b', 'A', 'a%0d%0ab']) {
    expect(ask('GET', `/v2/p/r/${name}/tags/list`)).not.toContain('scope');
  }
});

it('reads the place of a chunk, with the unit that some clients write', () => {
  expect(readChunkRange(undefined)).toBeNull();
  expect(readChunkRange('0-9')).toEqual({ start: 0, lengthBytes: 10 });
  expect(readChunkRange('bytes 10-19/*')).toEqual({ start: 10, lengthBytes: 10 });
  const invalid: unknown = expect.objectContaining({ code: 'OCI_RANGE_INVALID' });
  for (const text of ['', '9-0', '-1', '1-', 'x', '0-9,20-29', `0-${'9'.repeat(16)}`]) {
    expect(() => readChunkRange(text), text).toThrow(invalid);
  }
});

it('says what is there of an upload', () => {
  expect([0, 1, 2].map(rangeHeader)).toEqual(['0-0', '0-0', '0-1']);
});

it('reads pages, bounded, and leads to the next', () => {
  const page = (query: string) => readPage(new URLSearchParams(query), 100);
  expect(page('')).toEqual({ limit: 100, after: null });
  expect(page('n=0&last=b')).toEqual({ limit: 0, after: 'b' });
  expect(page('n=1000').limit).toBe(100);
  const invalid: unknown = expect.objectContaining({ kind: 'invalid' });
  for (const n of ['-1', 'x', '1e3', '']) expect(() => page(`n=${n}`)).toThrow(invalid);
  expect(linkToNext('/v2/a/tags/list', 'x&y', { n: '2' })).toEqual({
    link: '</v2/a/tags/list?n=2&last=x%26y>; rel="next"',
  });
  expect(linkToNext('/v2/a/tags/list', null, {})).toEqual({});
});
