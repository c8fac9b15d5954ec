import {
  type Action,
  type Actor,
  artifactsWhere,
  auditEventsWhere,
  can,
  globalScope,
  packagesWhere,
  policyRulesWhere,
  projectsWhere,
  reachOf,
  repositoriesWhere,
} from '@bonded/core/access';
import type { Prisma } from '@bonded/database';
import type { GraphqlContext } from '../context.ts';
import { sourcesWhere } from '../sources/sources-where.ts';

type Load = (
  context: GraphqlContext,
  where: { readonly id: { readonly in: string[] } },
  query: object,
) => Promise<readonly { readonly id: string }[]>;

/**
 * How each kind is read by id. Every line says to whom its rows are visible: there is no other
 * way in.
 */
export const nodeKinds = {
  Advisory: ({ prisma, actor }, where, query) =>
    prisma.advisory.findMany({
      ...query,
      where: { ...where, AND: globally(actor, 'advisory:read') },
    }),
  AdvisoryImport: ({ prisma, actor }, where, query) =>
    prisma.advisoryImport.findMany({
      ...query,
      where: { ...where, AND: globally(actor, 'advisory:read') },
    }),
  ApiKey: ({ prisma, actor }, where, query) =>
    prisma.apiKey.findMany({
      ...query,
      where: { ...where, AND: unless(actor, 'key:read-all', own(actor)) },
    }),
  Artifact: ({ prisma, actor }, where, query) =>
    prisma.artifact.findMany({ ...query, where: { ...where, AND: artifactsWhere(actor) } }),
  AuditEvent: ({ prisma, actor }, where, query) =>
    prisma.auditEvent.findMany({ ...query, where: { ...where, AND: auditEventsWhere(actor) } }),
  Binding: ({ prisma, actor }, where, query) =>
    prisma.binding.findMany({
      ...query,
      where: { ...where, AND: bindingsWhere(actor) },
    }),
  Component: ({ prisma, actor }, where, query) =>
    prisma.component.findMany({ ...query, where: { ...where, artifact: scannedWhere(actor) } }),
  Decision: ({ prisma, actor }, where, query) =>
    prisma.decision.findMany({
      ...query,
      where: { ...where, repository: repositoriesWhere(actor) },
    }),
  File: ({ prisma, actor }, where, query) =>
    prisma.file.findMany({ ...query, where: { ...where, artifact: artifactsWhere(actor) } }),
  Finding: ({ prisma, actor }, where, query) =>
    prisma.finding.findMany({
      ...query,
      where: { ...where, scan: { artifact: scannedWhere(actor) } },
    }),
  Package: ({ prisma, actor }, where, query) =>
    prisma.package.findMany({ ...query, where: { ...where, AND: packagesWhere(actor) } }),
  Policy: ({ prisma, actor }, where, query) =>
    prisma.policy.findMany({
      ...query,
      where: { ...where, repository: repositoriesWhere(actor, 'policy:read') },
    }),
  PolicyRule: ({ prisma, actor }, where, query) =>
    prisma.policyRule.findMany({ ...query, where: { ...where, AND: policyRulesWhere(actor) } }),
  Project: ({ prisma, actor }, where, query) =>
    prisma.project.findMany({ ...query, where: { ...where, AND: projectsWhere(actor) } }),
  Repository: ({ prisma, actor }, where, query) =>
    prisma.repository.findMany({ ...query, where: { ...where, AND: repositoriesWhere(actor) } }),
  Role: ({ prisma, actor }, where, query) =>
    prisma.role.findMany({ ...query, where: { ...where, AND: globally(actor, 'role:read') } }),
  Scan: ({ prisma, actor }, where, query) =>
    prisma.scan.findMany({ ...query, where: { ...where, artifact: scannedWhere(actor) } }),
  Session: ({ prisma, actor }, where, query) =>
    prisma.session.findMany({ ...query, where: { ...where, AND: own(actor) } }),
  Tag: ({ prisma, actor }, where, query) =>
    prisma.tag.findMany({ ...query, where: { ...where, artifact: artifactsWhere(actor) } }),
  Upload: ({ prisma, actor }, where, query) =>
    prisma.upload.findMany({ ...query, where: { ...where, AND: own(actor) } }),
  User: ({ prisma, actor }, where, query) =>
    prisma.user.findMany({
      ...query,
      where: { ...where, AND: unless(actor, 'user:read', itself(actor)) },
    }),
  VcsRef: ({ prisma, actor }, where, query) =>
    prisma.vcsRef.findMany({ ...query, where: { ...where, source: sourcesWhere(actor) } }),
  VcsSource: ({ prisma, actor }, where, query) =>
    prisma.vcsSource.findMany({ ...query, where: { ...where, AND: sourcesWhere(actor) } }),
} satisfies Record<string, Load>;

export type NodeKind = keyof typeof nodeKinds;

/** Everything for whoever holds the action everywhere, nothing for anybody else. */
function globally(actor: Actor, action: Action) {
  return unless(actor, action, { id: { in: [] } });
}

/** Everything for whoever holds the action everywhere, otherwise what `narrow` says. */
function unless<Where extends object>(actor: Actor, action: Action, narrow: Where) {
  return can(actor, action, globalScope) ? {} : narrow;
}

function own({ userId }: Actor) {
  return { userId: userId ?? { in: [] } };
}

function itself({ userId }: Actor) {
  return { id: userId ?? { in: [] } };
}

/** What scans say is visible where the artifact is and scans may be read. */
function scannedWhere(actor: Actor): Prisma.ArtifactWhereInput {
  return { AND: [artifactsWhere(actor), { repository: repositoriesWhere(actor, 'scan:read') }] };
}

function bindingsWhere(actor: Actor): Prisma.BindingWhereInput {
  const reach = reachOf(actor, 'binding:read');
  if (reach.everywhere) return {};
  const projectId = { in: [...reach.projectIds] };
  const repositoryId = { in: [...reach.repositoryIds] };
  return { OR: [own(actor), { projectId }, { repository: { projectId } }, { repositoryId }] };
}
