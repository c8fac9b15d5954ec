import type { AffectedPackage, RangeEvent } from '../advisory.ts';
import type { Random } from './random.ts';

/** A small world of versions, so that bounds meet each other often. */
export const world = ['0.0.0-0', '0.0.0', '0.0.1', '0.1.0'].concat(
  ['1', '2', '3'].flatMap((major) =>
    ['0-a', '0-b.2', '0', '1-0', '1', '2'].map((rest) => `${major}.0.${rest}`),
  ),
);

/** What an advisory could say of one package, in that world. */
export function randomStatement(random: Random): AffectedPackage {
  const range = () => ({ type: 'SEMVER' as const, events: randomEvents(random) });
  return {
    ecosystem: 'npm',
    packageName: 'tide-table',
    ranges: random.times(random.below(3), range),
    versions: random.times(random.below(2), () => random.pick(world)),
  };
}

/** OSV: "either last_affected or fixed events, but not both". */
function randomEvents(random: Random): RangeEvent[] {
  const isFixed = random.below(3) > 0;
  return random.times(random.below(6), () => {
    const version = random.pick(world);
    const chance = random.below(12);
    if (chance === 0) return { introduced: '0' };
    if (chance === 1) return { limit: random.pick(['*', version]) };
    if (chance < 6) return { introduced: version };
    return isFixed ? { fixed: version } : { last_affected: version };
  });
}
