import type { Compare, Interval } from './interval.ts';

/** How one ecosystem reads and orders its versions: a file of this folder each. */
export interface VersionOrder<V> {
  /** Null when the text is no version that the ecosystem knows. Bounded in time for any text. */
  parse(text: string): V | null;

  readonly compare: Compare<V>;

  /**
   * The stretches that a requirement such as `^1.2.0 || 3.x` allows. They may be too wide (they
   * then prove less), never too narrow. Empty when it allows nothing; null when it is unreadable.
   */
  parseRequirement(text: string): readonly Interval<V>[] | null;

  /** A stretch as the ecosystem's own tools write it: `>=1.0.0 <1.2.3`. */
  requirementOf(stretch: Interval<V>): string;

  /**
   * The version that this one is a rebuild of, and shares its defects with: PEP 440's `1.0+cu118`
   * is 1.0. Left out where the ecosystem has no such thing, null where a version is none.
   */
  rebuiltFrom?(version: V): V | null;
}

/** The version, and what it is a rebuild of: whatever affects that one affects it, too. */
export function readingsOf<V>(order: VersionOrder<V>, version: V): V[] {
  const original = order.rebuiltFrom?.(version) ?? null;
  return original === null ? [version] : [version, original];
}
