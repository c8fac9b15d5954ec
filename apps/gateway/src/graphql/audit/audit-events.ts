import { auditEventsWhere } from '@bonded/core/access';
import type { AuditOutcome as Outcome, Prisma } from '@bonded/database';
import { needsSomewhere } from '../access/rule.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { AuditOutcome } from '../enums.ts';
import { list } from '../lists/list.ts';
import { AuditEventConnection, newestEvents } from './audit-event.ts';

const AuditFilter = builder.inputType('AuditFilter', {
  fields: (t) => ({
    actor: t.string(),
    action: t.string(),
    resource: t.string(),
    resourceId: t.id(),
    outcome: t.field({ type: AuditOutcome }),
    ip: t.string(),
    project: t.string(),
    repository: t.string(),
    requestId: t.string(),
    since: t.field({ type: 'DateTime' }),
    until: t.field({ type: 'DateTime' }),
  }),
});

builder.queryField('auditEvents', (t) =>
  t.field(
    list({
      ...needsSomewhere('audit:read'),
      connection: AuditEventConnection,
      order: newestEvents,
      args: { filter: t.arg({ type: AuditFilter }) },
      where: ({ filter }, context) => matching(context, filter ?? {}),
    }),
  ),
);

type Wanted = { readonly [Field in (typeof textFields)[number]]?: string | null | undefined } & {
  readonly outcome?: Outcome | null | undefined;
  readonly since?: Date | null | undefined;
  readonly until?: Date | null | undefined;
};

const textFields = [
  ...(['actor', 'action', 'resource', 'resourceId', 'ip', 'project', 'repository'] as const),
  'requestId',
] as const;

async function matching(
  { actor, prisma }: GraphqlContext,
  wanted: Wanted,
): Promise<Prisma.AuditEventWhereInput> {
  return {
    AND: [
      auditEventsWhere(actor),
      ...exactly(wanted),
      ...loosely(wanted),
      ...(await placed(prisma, wanted)),
    ],
  };
}

function exactly(wanted: Wanted): Prisma.AuditEventWhereInput[] {
  const { resourceId, outcome, ip, requestId, since, until } = wanted;
  return [
    ...(resourceId == null ? [] : [{ resourceId }]),
    ...(outcome == null ? [] : [{ outcome }]),
    ...(ip == null ? [] : [{ ip }]),
    ...(requestId == null ? [] : [{ requestId }]),
    ...(since == null ? [] : [{ at: { gte: since } }]),
    ...(until == null ? [] : [{ at: { lt: until } }]),
  ];
}

/** `artifact` finds all of `artifact.publish`, `artifact.release` …; names match in part. */
function loosely({ actor, action, resource }: Wanted): Prisma.AuditEventWhereInput[] {
  const contains = (text: string) => ({ contains: text, mode: 'insensitive' }) as const;
  return [
    ...(actor == null ? [] : [{ actorName: contains(actor) }]),
    ...(action == null ? [] : [{ action: { startsWith: action } }]),
    ...(resource == null
      ? []
      : [{ OR: [{ resourceKind: resource }, { resourceName: contains(resource) }] }]),
  ];
}

/** The log holds ids, and people say slugs. A slug that leads nowhere finds nothing. */
async function placed(
  prisma: GraphqlContext['prisma'],
  { project, repository }: Wanted,
): Promise<Prisma.AuditEventWhereInput[]> {
  if (project == null) return [];
  if (repository == null) {
    const row = await prisma.project.findUnique({ where: { slug: project }, select: { id: true } });
    return [{ projectId: row?.id ?? { in: [] } }];
  }
  const row = await prisma.repository.findFirst({
    where: { slug: repository, project: { slug: project } },
    select: { id: true },
  });
  return [{ repositoryId: row?.id ?? { in: [] } }];
}
