import { formatName, formats } from '#features/repositories/repository-words.ts';
import type { SearchFacetKind } from '#generated/graphql.ts';
import { type MessageKey, t } from '#lib/messages.ts';
import { hasTerm, termsOf } from './search-terms.ts';

export interface Facet {
  readonly kind: SearchFacetKind;
  readonly term: string;
  readonly count: number;
}

export interface FacetGroup {
  readonly kind: SearchFacetKind;
  readonly facets: readonly (Facet & { readonly label: string; readonly isOn: boolean })[];
}

const kinds = ['STATE', 'SEVERITY', 'FORMAT', 'PROJECT', 'REPOSITORY'] as const;

const kindOfKey: Readonly<Record<string, SearchFacetKind>> = {
  is: 'STATE',
  severity: 'SEVERITY',
  format: 'FORMAT',
  project: 'PROJECT',
  repo: 'REPOSITORY',
};

/**
 * The toggles of each kind. A term that the search has already is among them though it leaves
 * nothing: who turned it on can turn it off.
 */
export function facetGroups(query: string, counted: readonly Facet[]): readonly FacetGroup[] {
  const typed = termsOf(query).flatMap((term): readonly Facet[] => {
    const kind = kindOfKey[keyOf(term)];
    const isCounted = counted.some((facet) => hasTerm(term, facet.term));
    return kind === undefined || isCounted ? [] : [{ kind, term, count: 0 }];
  });
  return kinds.flatMap((kind) => {
    const facets = [...typed, ...counted]
      .filter((facet) => facet.kind === kind)
      .map((facet) => ({ ...facet, label: labelOf(facet), isOn: hasTerm(query, facet.term) }));
    return facets.length === 0 ? [] : [{ kind, facets }];
  });
}

function keyOf(term: string): string {
  return term.slice(0, Math.max(0, term.indexOf(':'))).toLowerCase();
}

const stateLabels: Readonly<Record<string, MessageKey>> = {
  held: 'state.QUARANTINED',
  released: 'state.RELEASED',
  rejected: 'state.REJECTED',
  recalled: 'state.RECALLED',
};

const severityLabels: Readonly<Record<string, MessageKey>> = {
  critical: 'severity.CRITICAL',
  high: 'severity.HIGH',
  medium: 'severity.MEDIUM',
  low: 'severity.LOW',
};

function labelOf({ kind, term }: Facet): string {
  const value = term.slice(term.indexOf(':') + 1);
  const says = kind === 'STATE' ? stateLabels[value] : severityLabels[value];
  if (says !== undefined && (kind === 'STATE' || kind === 'SEVERITY')) return t(says);
  const format = formats.find((each) => each.toLowerCase() === value.toLowerCase());
  return kind === 'FORMAT' && format !== undefined ? formatName(format) : value;
}
