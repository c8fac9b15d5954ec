import { describe, expect, it } from 'vitest';
import { findRoute, type Route } from './route.ts';

const handle = () => Promise.resolve();
const routes: readonly Route[] = [
  { method: 'GET', pattern: '', handle },
  { method: 'GET', pattern: 'me', handle },
  { method: 'GET', pattern: ':name/:version', handle },
  { method: 'PUT', pattern: 'files/:path*', handle },
];

describe('findRoute', () => {
  it.each([
    ['GET', [], 0, {}],
    ['HEAD', ['me'], 1, {}],
    ['GET', ['a', '1'], 2, { name: 'a', version: '1' }],
    ['PUT', ['files', 'a', 'b.zip'], 3, { path: 'a/b.zip' }],
  ])('%s %j takes route %i', (method, segments, index, params) => {
    expect(findRoute(routes, method, segments)).toEqual({ route: routes[index], params });
  });

  it.each([
    ['POST', ['me']],
    ['GET', ['you']],
    ['GET', ['a', '1', 'more']],
    ['PUT', ['files']],
  ])('%s %j leads nowhere', (method, segments) => {
    expect(findRoute(routes, method, segments)).toBeNull();
  });
});
