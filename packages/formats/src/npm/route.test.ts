import { describe, expect, it } from 'vitest';
import { matchRoute, type NpmRoute } from './route.ts';

const handle = () => Promise.resolve();
const routes: readonly NpmRoute[] = [
  { method: 'GET', pattern: '-/package/:package/dist-tags', handle },
  { method: 'GET', pattern: ':package', handle },
  { method: 'GET', pattern: ':package/:version', handle },
  { method: 'GET', pattern: ':package/-/:file', handle },
];

function find(method: string, ...segments: string[]) {
  const found = matchRoute(routes, method, segments);
  return found && [found.route.pattern, found.params];
}

describe('matchRoute', () => {
  it('reads a scoped name from one segment and from two alike', () => {
    const expected = [':package', { package: '@scope/name' }];
    expect(find('GET', '@scope/name')).toEqual(expected);
    expect(find('GET', '@scope', 'name')).toEqual(expected);
  });

  it('tells a version from a tarball and from the protocol’s own names', () => {
    expect(find('GET', 'name', '1.0.0')?.[0]).toBe(':package/:version');
    expect(find('GET', '@s/name', '-', 'name-1.0.0.tgz')).toEqual([
      ':package/-/:file',
      { package: '@s/name', file: 'name-1.0.0.tgz' },
    ]);
    expect(find('GET', '-', 'package', '@s/name', 'dist-tags')).toEqual([
      '-/package/:package/dist-tags',
      { package: '@s/name' },
    ]);
    expect(find('GET', '-')).toBeNull();
  });

  it('answers HEAD as GET and knows no other method', () => {
    expect(find('HEAD', 'name')?.[0]).toBe(':package');
    expect(find('PATCH', 'name')).toBeNull();
  });

  it('does not take a scope alone for a name', () => {
    expect(find('GET', '@scope')).toBeNull();
  });
});
