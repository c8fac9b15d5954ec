import parse, { type Info } from 'spdx-expression-parse';

/** Stands for packages that state no licence. */
const unknownLicence = 'UNKNOWN';

/** Longer expressions are compared as they stand. */
const expressionCharactersMax = 1_000;

/** `GPL-*` is every identifier that begins so, in any case. */
function matchesId(pattern: string, id: string): boolean {
  const [wanted, actual] = [pattern.toLowerCase(), id.toLowerCase()];
  if (!wanted.endsWith('*')) return actual === wanted;
  return actual.startsWith(wanted.slice(0, -1));
}

/**
 * True where nobody can use it without the licence: of `MIT OR GPL-3.0-only` one may choose MIT, so
 * that `GPL-*` does not bind it; of `MIT AND GPL-3.0-only` nobody may choose. What is no SPDX
 * expression is one identifier, as it is written.
 */
export function isBoundBy(pattern: string, licence: string | null): boolean {
  if (licence === null || licence.trim() === '') return pattern.toUpperCase() === unknownLicence;
  const tree = parsed(licence);
  return tree === null ? matchesId(pattern, licence.trim()) : binds(pattern, tree);
}

function binds(pattern: string, tree: Info): boolean {
  if ('license' in tree) {
    return matchesId(pattern, tree.plus === true ? `${tree.license}+` : tree.license);
  }
  const sides = [binds(pattern, tree.left), binds(pattern, tree.right)];
  return tree.conjunction === 'or' ? sides.every(Boolean) : sides.some(Boolean);
}

function parsed(licence: string): Info | null {
  if (licence.length > expressionCharactersMax) return null;
  try {
    return parse(licence);
  } catch {
    return null;
  }
}
