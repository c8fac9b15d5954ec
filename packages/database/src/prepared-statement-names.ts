/** Each connection keeps every named statement until it closes, so their number is bounded. */
const namesMax = 500;

/** Whether a pattern fits one row or every other: no plan is good for both. */
const planDependsOnText = / I?LIKE /;

/**
 * Names the statements that PostgreSQL should parse once a connection instead of once a query.
 * A statement earns its name when it is seen again; beyond the bound, statements stay unnamed.
 * So do those that search, because a named one is planned once for all the texts to come.
 */
export function preparedStatementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  const seenOnce = new Set<string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= namesMax || planDependsOnText.test(sql)) return '';
    if (!seenOnce.has(sql)) {
      if (seenOnce.size >= namesMax) seenOnce.clear();
      seenOnce.add(sql);
      return '';
    }
    seenOnce.delete(sql);
    const name = `bonded_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
