/** `@acme/*` is every name that begins so; without a star, a pattern is the name itself. */
export function matchesName(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** A pattern in what all spellings of a name have in common; the star stays what it is. */
export function patternKey(pattern: string, nameKeyOf: (name: string) => string): string {
  return pattern.endsWith('*') ? `${nameKeyOf(pattern.slice(0, -1))}*` : nameKeyOf(pattern);
}
