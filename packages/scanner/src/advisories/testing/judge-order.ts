import type { Interval } from '../order/interval.ts';
import type { VersionOrder } from '../order/version-order.ts';

type Order<V> = Pick<VersionOrder<V>, 'parse' | 'compare'>;

/** -1, 0 or 1 as the order says; throws on what it does not read. */
export function comparison<V>(order: Order<V>, left: string, right: string): number {
  const [a, b] = [order.parse(left), order.parse(right)];
  if (a === null || b === null) throw new Error(`${a === null ? left : right} is unreadable`);
  return Math.sign(order.compare(a, b));
}

/** Which of these are not older than one that follows, asked both ways. */
export function notAscending<V>(order: Order<V>, versions: readonly string[]): string[] {
  return versions.flatMap((older, index) =>
    versions
      .slice(index + 1)
      .filter(
        (newer) => comparison(order, older, newer) !== -1 || comparison(order, newer, older) !== 1,
      )
      .map((newer) => `${older} < ${newer}`),
  );
}

/** Which of these are not one version. */
export function notSame<V>(order: Order<V>, versions: readonly string[]): string[] {
  return versions.flatMap((left) =>
    versions
      .filter((right) => comparison(order, left, right) !== 0)
      .map((right) => `${left} = ${right}`),
  );
}

/** What a requirement allows, as text: `[1.0, 2.0)`. Null when it is unreadable. */
export function allowed<V>(
  order: VersionOrder<V>,
  requirement: string,
  textOf: (version: V) => string,
): string | null {
  const parts = order.parseRequirement(requirement);
  return parts && parts.map((part) => stretchText(part, textOf)).join(' ');
}

function stretchText<V>({ from, to, toInclusive }: Interval<V>, textOf: (version: V) => string) {
  const start = from === null ? '(-∞' : `[${textOf(from)}`;
  return `${start}, ${to === null ? '∞' : textOf(to)}${toInclusive ? ']' : ')'}`;
}
