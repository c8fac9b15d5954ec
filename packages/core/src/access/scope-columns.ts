import type { Scope } from './actor.ts';

interface ScopeColumns {
  readonly scopeKind: 'GLOBAL' | 'PROJECT' | 'REPOSITORY';
  readonly projectId: string | null;
  readonly repositoryId: string | null;
  /** The project that the repository lives in. */
  readonly homeId: string | null;
}

/**
 * Reads a scope as a binding or a key stores it. Half a scope is a damaged row: it allows nothing.
 */
export function scopeOf(columns: ScopeColumns): Scope {
  const { scopeKind, projectId, repositoryId, homeId } = columns;
  if (scopeKind === 'GLOBAL') return { kind: 'global' };
  if (scopeKind === 'REPOSITORY' && repositoryId !== null && homeId !== null) {
    return { kind: 'repository', projectId: homeId, repositoryId };
  }
  if (scopeKind === 'PROJECT' && projectId !== null) return { kind: 'project', projectId };
  throw new Error(`a ${scopeKind} scope without its place`);
}

/** A scope as rows keep it: what is narrower says only the narrowest. */
export function columnsOf(scope: Scope) {
  switch (scope.kind) {
    case 'global':
      return { scopeKind: 'GLOBAL', projectId: null, repositoryId: null } as const;
    case 'project':
      return { scopeKind: 'PROJECT', projectId: scope.projectId, repositoryId: null } as const;
    case 'repository':
      return {
        scopeKind: 'REPOSITORY',
        projectId: null,
        repositoryId: scope.repositoryId,
      } as const;
  }
}
