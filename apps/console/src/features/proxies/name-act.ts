import type { NameOriginRowFragment } from '#generated/graphql.ts';

/** What an operator said of names: each a name, or how names begin and a star. */
export interface NamePatterns {
  readonly claimedNames: readonly string[];
  readonly sharedNames: readonly string[];
}

export const nameActKinds = ['claim', 'unclaim', 'share', 'unshare'] as const;

/** Something that is said of a name, or is not said of it any more. */
export interface NameAct {
  readonly kind: (typeof nameActKinds)[number];
  readonly name: string;
}

/** What can be done about one name; what is said of many at once is not taken back by one. */
export function actOn({
  name,
  standing,
  pattern,
}: Pick<NameOriginRowFragment, 'name' | 'standing' | 'pattern'>): NameAct | null {
  if (standing === 'OUTSIDE') return { kind: 'claim', name };
  if (pattern === null) return { kind: 'share', name };
  if (pattern.endsWith('*')) return null;
  return { kind: standing === 'SHARED' ? 'unshare' : 'unclaim', name: pattern };
}

/** What is said of names afterwards: the one list that the act is about. */
export function patternsAfter({ kind, name }: NameAct, said: NamePatterns) {
  const field = kind === 'claim' || kind === 'unclaim' ? 'claimedNames' : 'sharedNames';
  const others = said[field].filter((each) => each !== name);
  return { [field]: kind === 'claim' || kind === 'share' ? [...others, name] : others };
}
