/** Drops nulls: for most inputs "null" and "not given" are the same word. */
export function given<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], null> } {
  // The cast says only that the nulls are gone, which the filter did.
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null)) as {
    [K in keyof T]: Exclude<T[K], null>;
  };
}
