/** A quoted text with what stands before it, or whatever stands between two blanks. */
const termPattern = /-?(?:[a-z]+:)?"[^"]*"|\S+/giu;

export function termsOf(query: string): readonly string[] {
  return query.match(termPattern) ?? [];
}

export function hasTerm(query: string, term: string): boolean {
  return termsOf(query).some((one) => isSame(one, term));
}

/** Adds a term to a search, once. */
export function withTerm(query: string, term: string): string {
  return hasTerm(query, term) ? query : [...termsOf(query), term].join(' ');
}

export function withoutTerm(query: string, term: string): string {
  return termsOf(query)
    .filter((one) => !isSame(one, term))
    .join(' ');
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
