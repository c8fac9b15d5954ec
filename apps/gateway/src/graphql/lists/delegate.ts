import type { PrismaClient } from '@bonded/database';
import { limits } from '../limits.ts';
import type { Model, WhereOf } from './order.ts';

/** The two things a list asks of a model. */
interface Delegate<Name extends Model> {
  findMany(query: object): Promise<object[]>;
  count(query: { where: WhereOf<Name>; take: number }): Promise<number>;
}

export function delegateOf<Name extends Model>(prisma: PrismaClient, model: Name): Delegate<Name> {
  const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
  // Prisma names each model's delegate so; no type of its own says which of them a name leads to.
  return (prisma as unknown as Record<string, Delegate<Name>>)[name] as Delegate<Name>;
}

/** How many rows there are, up to the bound: the database stops counting there. */
export function countUpTo<Name extends Model>(
  prisma: PrismaClient,
  model: Name,
  where: WhereOf<Name>,
): Promise<number> {
  return delegateOf(prisma, model).count({ where, take: limits.totalCountMax });
}
