import { describe, expect, it } from 'vitest';
import { pullScopeOf, readManifestPath, upstreamImagePath } from './upstream-address.ts';

describe('an image lies upstream', () => {
  it.each([
    ['https://registry.example/', 'acme/app', '/v2/acme/app'],
    ['https://registry.example/acme/', 'app', '/v2/acme/app'],
    ['https://registry.example/v2/', 'app', '/v2/app'],
    ['http://localhost:4000/v2/team/images/', 'a/b', '/v2/team/images/a/b'],
    ['https://registry.example/', 'alpine', '/v2/alpine'],
  ])('of %s: %s at %s', (upstream, image, path) => {
    expect(upstreamImagePath({ url: new URL(upstream) }, image)).toBe(path);
  });

  it('in the namespace of names of one part, where there is one', () => {
    const upstream = { url: new URL('https://registry.example/'), defaultNamespace: 'library' };
    expect(upstreamImagePath(upstream, 'alpine')).toBe('/v2/library/alpine');
    expect(upstreamImagePath(upstream, 'acme/alpine')).toBe('/v2/acme/alpine');
  });
});

it.each([
  ['https://registry.example/v2/acme/app/manifests/1.0', 'repository:acme/app:pull'],
  ['https://registry.example/v2/acme/app/tags/list?n=1', 'repository:acme/app:pull'],
  [`https://registry.example/v2/app/blobs/sha256:${'0'.repeat(64)}`, 'repository:app:pull'],
  ['https://registry.example/v2/', null],
  ['https://registry.example/token', null],
])('a token for %s is for %s', (address, scope) => {
  expect(pullScopeOf(new URL(address))).toBe(scope);
});

it('reads the path of a manifest, and no other', () => {
  const hex = 'a'.repeat(64);
  expect(readManifestPath(`team/app/manifests/sha256:${hex}`)).toEqual({
    image: 'team/app',
    digest: { algorithm: 'sha256', hex },
  });
  expect(readManifestPath('team/app/manifests/latest')).toBeNull();
  expect(readManifestPath(`team/app/sha256:${hex}/blobs/sha256:${hex}`)).toBeNull();
});
