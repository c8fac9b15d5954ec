import { describe, expect, it } from 'vitest';
import { type Action, allActions, builtInRoles, publicActions } from './actions.ts';
import { type Actor, anonymousActor, type Grant, noOrigin, type Scope } from './actor.ts';
import { can, type Place } from './can.ts';

const places: Readonly<Record<string, Place>> = {
  global: { kind: 'global' },
  project: { kind: 'project', projectId: 'p1' },
  otherProject: { kind: 'project', projectId: 'p2' },
  repository: { kind: 'repository', projectId: 'p1', repositoryId: 'r1' },
  sibling: { kind: 'repository', projectId: 'p1', repositoryId: 'r2' },
  foreign: { kind: 'repository', projectId: 'p2', repositoryId: 'r3' },
};

/** Which places each scope covers: the whole truth, written out. */
const covered: Readonly<Record<string, readonly string[]>> = {
  global: ['global', 'project', 'otherProject', 'repository', 'sibling', 'foreign'],
  project: ['project', 'repository', 'sibling'],
  repository: ['repository'],
};

const scopes: Readonly<Record<string, Scope>> = {
  global: { kind: 'global' },
  project: { kind: 'project', projectId: 'p1' },
  repository: { kind: 'repository', projectId: 'p1', repositoryId: 'r1' },
};

function actorWith(...grants: Grant[]): Actor {
  return { ...anonymousActor(noOrigin), kind: 'user', userId: 'u1', name: 'u1', grants };
}

describe('can', () => {
  it('D3.2 allows an action where its scope covers the place, and nowhere else', () => {
    for (const [scopeName, scope] of Object.entries(scopes)) {
      const actor = actorWith({ actions: new Set<Action>(['artifact:publish']), scope });
      for (const [placeName, place] of Object.entries(places)) {
        const expected = covered[scopeName]?.includes(placeName) ?? false;
        expect(can(actor, 'artifact:publish', place), `${scopeName} at ${placeName}`).toBe(
          expected,
        );
        expect(can(actor, 'artifact:delete', place)).toBe(false);
      }
    }
  });

  it('D3.2 denies everything to who has nothing', () => {
    for (const action of allActions) {
      for (const place of Object.values(places))
        expect(can(actorWith(), action, place)).toBe(false);
    }
  });

  it('opens a public repository to everybody for reading, and for nothing else', () => {
    const place: Place = {
      kind: 'repository',
      projectId: 'p1',
      repositoryId: 'r1',
      isPublic: true,
    };
    for (const action of allActions) {
      expect(can(anonymousActor(noOrigin), action, place), action).toBe(publicActions.has(action));
    }
  });

  it('keeps the built-in roles to what their names promise', () => {
    const changing = allActions.filter(
      (action) => !/:(read|read-held|read-all|download)$/.test(action),
    );
    const auditor: readonly Action[] = builtInRoles.Auditor.actions;
    expect(auditor.filter((action) => changing.includes(action))).toEqual([]);
    expect(auditor).not.toContain('artifact:download');
    const consumer: readonly Action[] = builtInRoles.Consumer.actions;
    expect(consumer).not.toContain('artifact:read-held');
    expect(builtInRoles.Admin.actions).toEqual(allActions);
  });
});
