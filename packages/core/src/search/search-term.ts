import type { Format } from '@bonded/database';
import type { Digest } from '@bonded/kernel';

/** What `is:` may say of an artifact. */
export const traits = [
  'held',
  'released',
  'rejected',
  'recalled',
  'yanked',
  'deprecated',
  'malicious',
  'vulnerable',
] as const;

export type Trait = (typeof traits)[number];

/** What `severity:` may say: the worst that the last scan found in the artifact itself. */
export const searchedSeverities = ['critical', 'high', 'medium', 'low'] as const;

export type SearchedSeverity = (typeof searchedSeverities)[number];

/** Something that an artifact fulfils or does not. */
export type SearchCondition =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'coordinate'; readonly name: string; readonly version: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'repository'; readonly project: string; readonly repository: string }
  | { readonly kind: 'format'; readonly format: Format }
  | { readonly kind: 'is'; readonly trait: Trait }
  | { readonly kind: 'severity'; readonly severity: SearchedSeverity }
  | { readonly kind: 'advisory'; readonly id: string }
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'licence'; readonly licence: Pattern }
  | { readonly kind: 'version'; readonly version: Pattern }
  | { readonly kind: 'purl'; readonly purl: string };

/** A text as a whole, or what it begins with. */
export interface Pattern {
  readonly text: string;
  readonly isPrefix: boolean;
}

/** One term of a search: all of them must hold. */
export interface SearchTerm {
  readonly isNegated: boolean;
  readonly condition: SearchCondition;
}
