type Entry = Readonly<Record<string, unknown>>;

/** Stands where a field of the entry before is not one of this. */
const unset = '__unset';

/**
 * Undoes `"minified": "composer/2.0"`: the first entry is whole, and each of the others says what
 * is different from the one before it.
 */
export function expandMinified(entries: readonly Entry[]): readonly Entry[] {
  let before: Entry = {};
  return entries.map((entry) => {
    const all = Object.entries({ ...before, ...entry });
    before = Object.fromEntries(all.filter(([, value]) => value !== unset));
    return before;
  });
}
