/** Drops what was not said, so that "not given" is never written as null. */
export function definedOf<T extends object>(
  changes: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // NOTE: the cast says only that undefined members are gone, which the filter did.
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
