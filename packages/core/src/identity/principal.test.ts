import { describe, expect, it } from 'vitest';
import type { Action, Grant, Scope } from '../access/index.ts';
import { narrow } from './principal.ts';

const everywhere: Scope = { kind: 'global' };
const project: Scope = { kind: 'project', projectId: 'p1' };
const otherProject: Scope = { kind: 'project', projectId: 'p2' };
const repository: Scope = { kind: 'repository', projectId: 'p1', repositoryId: 'r1' };
const sibling: Scope = { kind: 'repository', projectId: 'p1', repositoryId: 'r2' };

function grant(scope: Scope, ...actions: Action[]): Grant {
  return { scope, actions: new Set(actions) };
}

function scopesAfter(held: Scope, limit: Scope) {
  return narrow([grant(held, 'artifact:read')], { actions: [], scope: limit }).map(
    ({ scope }) => scope,
  );
}

describe('narrow', () => {
  it('leaves of two nested scopes the narrower one, in either order', () => {
    const nested = [everywhere, project, repository];
    for (const [wide, a] of nested.entries()) {
      for (const [narrowAt, b] of nested.entries()) {
        expect(scopesAfter(a, b)).toEqual([nested[Math.max(wide, narrowAt)]]);
      }
    }
  });

  it('leaves nothing of two scopes that lie apart', () => {
    expect(scopesAfter(project, otherProject)).toEqual([]);
    expect(scopesAfter(repository, sibling)).toEqual([]);
    expect(scopesAfter(otherProject, repository)).toEqual([]);
  });

  it('cuts actions down to those of the key, and never adds one', () => {
    const held = [grant(project, 'artifact:read', 'artifact:publish')];
    const limits = { actions: ['artifact:publish', 'user:create'], scope: everywhere };
    expect(narrow(held, limits)).toEqual([grant(project, 'artifact:publish')]);
    expect(narrow(held, { actions: ['user:create'], scope: everywhere })).toEqual([]);
  });
});
