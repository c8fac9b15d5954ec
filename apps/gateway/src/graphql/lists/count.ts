import { limits } from '../limits.ts';

interface Countable<Where> {
  count(args: { where: Where; take: number }): Promise<number>;
}

/** How many rows there are, up to the bound: the database stops counting there. */
export function countUpTo<Where>(model: Countable<Where>, where: Where): Promise<number> {
  return model.count({ where, take: limits.totalCountMax });
}
