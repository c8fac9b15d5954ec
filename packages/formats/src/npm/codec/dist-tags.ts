import { compare, lte, prerelease } from 'semver';
import { own } from './json-object.ts';

export type DistTags = Readonly<Record<string, string>>;

/** What of a version decides whether a tag may lead to it. */
export interface TaggableVersion {
  readonly version: string;
  readonly deprecated?: string | null;
  /** Set while the version is not given out. */
  readonly receipt?: string | null;
}

/**
 * The tags as clients see them. `latest` always leads to something that can be installed, as long
 * as there is anything: when its target is held, the best version before it takes its place. Other
 * tags are left alone: who asks for `next` by name shall see the receipt.
 */
export function effectiveDistTags(tags: DistTags, versions: readonly TaggableVersion[]): DistTags {
  const known = new Map(versions.map((each) => [each.version, each]));
  const present = Object.entries(tags).filter(([, version]) => known.has(version));
  const visible: DistTags = Object.fromEntries(present);
  const target = own(visible, 'latest');
  const current = typeof target === 'string' ? known.get(target) : undefined;
  if (current !== undefined && !isHeld(current)) return visible;
  const latest = best(versions, current?.version) ?? current?.version;
  return latest === undefined ? visible : { ...visible, latest };
}

/**
 * The highest version that can be had, by preference not newer than what the maintainer called
 * latest (a next major is not a substitute), released rather than pre-released, not deprecated.
 */
function best(versions: readonly TaggableVersion[], ceiling?: string): string | undefined {
  const free = versions.filter((each) => !isHeld(each));
  const below = ceiling === undefined ? free : free.filter((each) => lte(each.version, ceiling));
  const candidates = below.length > 0 ? below : free;
  return candidates.toSorted((one, other) => rank(other, one))[0]?.version;
}

function rank(one: TaggableVersion, other: TaggableVersion): number {
  return (
    Number(isRelease(one)) - Number(isRelease(other)) ||
    Number(!one.deprecated) - Number(!other.deprecated) ||
    compare(one.version, other.version)
  );
}

function isHeld({ receipt }: TaggableVersion): boolean {
  return receipt !== undefined && receipt !== null;
}

function isRelease({ version }: TaggableVersion): boolean {
  return prerelease(version) === null;
}
