import type { MessageKey } from '#lib/messages.ts';

export interface SearchHint {
  /** What the hint puts into the search; the quoted part is for the viewer to replace. */
  readonly term: string;
  readonly says: MessageKey;
}

/** The grammar, by example. docs/cli.md has all of it. */
export const searchHints: readonly SearchHint[] = [
  { term: 'is:held', says: 'search.hint.is' },
  { term: 'is:vulnerable', says: 'search.hint.vulnerable' },
  { term: 'severity:high', says: 'search.hint.severity' },
  { term: 'format:npm', says: 'search.hint.format' },
  { term: 'repo:project/slug', says: 'search.hint.repo' },
  { term: 'cve:2021-44228', says: 'search.hint.cve' },
  { term: 'licence:MIT', says: 'search.hint.licence' },
  { term: 'version:1.*', says: 'search.hint.version' },
  { term: 'digest:sha256:…', says: 'search.hint.digest' },
  { term: 'pkg:npm/left-pad', says: 'search.hint.purl' },
  { term: '-is:released', says: 'search.hint.not' },
];

export type SearchView = 'packages' | 'artifacts';

/** Words look for a package; whoever says more looks for the versions that it is true of. */
export function viewOf(query: string, chosen: string): SearchView {
  if (chosen === 'packages' || chosen === 'artifacts') return chosen;
  return /[:@]|^-|\s-|CVE-|GHSA-/iu.test(query) ? 'artifacts' : 'packages';
}
