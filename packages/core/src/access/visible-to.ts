import type { Prisma } from '@bonded/database';
import { type Action, publicActions } from './actions.ts';
import type { Actor } from './actor.ts';

/**
 * Where an action is granted, as ids that a query can filter by. `everywhere` makes the lists
 * irrelevant.
 */
export interface Reach {
  readonly everywhere: boolean;
  readonly projectIds: readonly string[];
  readonly repositoryIds: readonly string[];
}

export function reachOf(actor: Actor, action: Action): Reach {
  const scopes = actor.grants
    .filter((grant) => grant.actions.has(action))
    .map((grant) => grant.scope);
  return {
    everywhere: scopes.some((scope) => scope.kind === 'global'),
    projectIds: scopes.flatMap((scope) => (scope.kind === 'project' ? [scope.projectId] : [])),
    repositoryIds: scopes.flatMap((scope) =>
      scope.kind === 'repository' ? [scope.repositoryId] : [],
    ),
  };
}

/** Repositories in which the actor may do `action`. */
export function repositoriesWhere(
  actor: Actor,
  action: Action = 'repository:read',
): Prisma.RepositoryWhereInput {
  const reach = reachOf(actor, action);
  if (reach.everywhere) return {};
  const granted: Prisma.RepositoryWhereInput[] = [
    { projectId: { in: [...reach.projectIds] } },
    { id: { in: [...reach.repositoryIds] } },
  ];
  return { OR: publicActions.has(action) ? [...granted, { isPublic: true }] : granted };
}

/**
 * Projects that the actor may see: granted as such, or the home of a repository that is visible.
 */
export function projectsWhere(actor: Actor): Prisma.ProjectWhereInput {
  const reach = reachOf(actor, 'project:read');
  if (reach.everywhere) return {};
  return {
    OR: [
      { id: { in: [...reach.projectIds] } },
      { repositories: { some: repositoriesWhere(actor, 'repository:read') } },
    ],
  };
}

/**
 * Artifacts that the actor may see: released ones with `artifact:read`, all others with
 * `artifact:read-held`.
 */
export function artifactsWhere(actor: Actor): Prisma.ArtifactWhereInput {
  // NOTE: an empty condition in an OR is dropped by Prisma, not true: "everywhere" is said by
  // leaving the OR out.
  if (reachOf(actor, 'artifact:read-held').everywhere) return { deletedAt: null };
  return {
    deletedAt: null,
    OR: [
      { state: 'RELEASED', repository: repositoriesWhere(actor, 'artifact:read') },
      { repository: repositoriesWhere(actor, 'artifact:read-held') },
    ],
  };
}

/** Packages with at least one artifact that the actor may see. */
export function packagesWhere(actor: Actor): Prisma.PackageWhereInput {
  return { artifacts: { some: artifactsWhere(actor) } };
}

/** Audit events of the places whose log the actor may read. */
export function auditEventsWhere(actor: Actor): Prisma.AuditEventWhereInput {
  const reach = reachOf(actor, 'audit:read');
  if (reach.everywhere) return {};
  return {
    OR: [
      { projectId: { in: [...reach.projectIds] } },
      { repositoryId: { in: [...reach.repositoryIds] } },
    ],
  };
}

/**
 * Rules that the actor may see: those of places where policies may be read, and the wider ones that
 * speak there, too.
 */
export function policyRulesWhere(actor: Actor): Prisma.PolicyRuleWhereInput {
  const reach = reachOf(actor, 'policy:read');
  if (reach.everywhere) return {};
  const projectIds = [...reach.projectIds];
  const repositoryIds = [...reach.repositoryIds];
  if (projectIds.length + repositoryIds.length === 0) return { id: { in: [] } };
  const near = { OR: [{ projectId: { in: projectIds } }, { id: { in: repositoryIds } }] };
  return {
    OR: [
      { scopeKind: 'GLOBAL' },
      { projectId: { in: projectIds } },
      { repository: near },
      { project: { repositories: { some: { id: { in: repositoryIds } } } } },
    ],
  };
}
