import { type Action, type Actor, reachOf, repositoriesWhere } from '@bonded/core/access';
import { Prisma, type PrismaClient } from '@bonded/database';

export interface DayCount {
  /** `2030-01-31`, in UTC. */
  readonly day: string;
  readonly count: number;
}

/** How far back the charts of the start page look. */
const daysMax = 30;
const repositoriesMax = 10_000;

/** Artifacts published on each of the last days, of those that the actor may see. */
export async function publishedPerDay(prisma: PrismaClient, actor: Actor): Promise<DayCount[]> {
  const [all, released] = await Promise.all([
    within(prisma, actor, 'artifact:read-held'),
    within(prisma, actor, 'artifact:read'),
  ]);
  const rows = await prisma.$queryRaw<DayCount[]>`
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS count
    FROM artifacts
    WHERE created_at >= now() - make_interval(days => ${daysMax}) AND deleted_at IS NULL
      AND (${all} OR (state = 'RELEASED' AND ${released}))
    GROUP BY 1 ORDER BY 1`;
  return rows;
}

/** Refusals decided on each of the last days, where the actor may read decisions. */
export async function blockedPerDay(prisma: PrismaClient, actor: Actor): Promise<DayCount[]> {
  const readable = await within(prisma, actor, 'decision:read');
  const rows = await prisma.$queryRaw<DayCount[]>`
    SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, count(*)::int AS count
    FROM decisions
    WHERE created_at >= now() - make_interval(days => ${daysMax})
      AND effect = 'DENY' AND ${readable}
    GROUP BY 1 ORDER BY 1`;
  return rows;
}

/**
 * The condition "in a repository where the actor may do this", for statements that Prisma
 * cannot write.
 */
async function within(prisma: PrismaClient, actor: Actor, action: Action): Promise<Prisma.Sql> {
  if (reachOf(actor, action).everywhere) return Prisma.sql`true`;
  const rows = await prisma.repository.findMany({
    where: repositoriesWhere(actor, action),
    select: { id: true },
    take: repositoriesMax,
  });
  return Prisma.sql`repository_id = ANY (${rows.map((row) => row.id)}::uuid[])`;
}
