import { globalScope, type Place } from '@bonded/core/access';
import { placeOfRepository } from '@bonded/core/repositories';
import { anyone } from '../access/rule.ts';
import { actionsAt } from '../access/viewer-can.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { ApiKey } from '../keys/api-key.ts';
import { Session } from './session.ts';
import { User } from './user.ts';

/** Sessions end by themselves within a week; nobody has more at once than one screen shows. */
const sessionsMax = 100;

/** Whoever asks. Everything here is about them alone, so anybody may ask. */
const Viewer = builder.objectRef<{ userId: string | null }>('Viewer').implement({
  fields: (t) => ({
    isAnonymous: t.boolean({
      ...anyone,
      resolve: (_viewer, _args, { actor }) => actor.kind === 'anonymous',
    }),
    name: t.string({ ...anyone, resolve: (_viewer, _args, { actor }) => actor.name }),
    user: t.prismaField({
      ...anyone,
      type: User,
      nullable: true,
      resolve: (query, { userId }, _args, { prisma }) =>
        userId === null ? null : prisma.user.findUnique({ ...query, where: { id: userId } }),
    }),
    apiKey: t.prismaField({
      ...anyone,
      type: ApiKey,
      nullable: true,
      description: 'The key that signed this request, if it was one.',
      resolve: (query, _viewer, _args, { actor, prisma }) =>
        actor.apiKeyId === null
          ? null
          : prisma.apiKey.findUnique({ ...query, where: { id: actor.apiKeyId } }),
    }),
    permissions: t.stringList({
      ...anyone,
      description: 'What the viewer may do everywhere, or in one project or repository.',
      args: { project: t.arg.string(), repository: t.arg.string() },
      resolve: async (_viewer, { project, repository }, context) => {
        const place = await placeNamed(context, project, repository);
        return place === null ? [] : actionsAt(context.actor, place);
      },
    }),
    sessions: t.prismaField({
      ...anyone,
      type: [Session],
      resolve: (query, { userId }, _args, { ports, prisma }) =>
        userId === null
          ? []
          : prisma.session.findMany({
              ...query,
              where: { userId, revokedAt: null, expiresAt: { gt: ports.clock.now() } },
              orderBy: { lastUsedAt: 'desc' },
              take: sessionsMax,
            }),
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    ...anyone,
    type: Viewer,
    resolve: (_root, _args, { actor }) => ({ userId: actor.userId }),
  }),
);

/**
 * Null for a place that is not there; one that is hidden gives no permissions, which looks the
 * same.
 */
async function placeNamed(
  { prisma }: GraphqlContext,
  project: string | null | undefined,
  repository: string | null | undefined,
): Promise<Place | null> {
  if (project == null) return globalScope;
  if (repository == null) {
    const row = await prisma.project.findUnique({ where: { slug: project }, select: { id: true } });
    return row && { kind: 'project', projectId: row.id };
  }
  const row = await prisma.repository.findFirst({
    where: { slug: repository, project: { slug: project } },
    select: { id: true, projectId: true, isPublic: true },
  });
  return row && placeOfRepository(row);
}
