/** Longer values are no versions and no names. */
const valueCharsMax = 1024;
const placeholder = /\$\{([^${}]+)\}/g;

/**
 * Fills `${…}` in from what the pom says itself. Each property is worked out once and bounded in
 * length, so that properties of properties cost no more than they are long. Null where one is
 * unknown here (a parent's, a command line's), or needs itself.
 */
export class Properties {
  readonly #stated: ReadonlyMap<string, string>;
  readonly #resolved = new Map<string, string | null>();

  constructor(stated: ReadonlyMap<string, string>) {
    this.#stated = stated;
  }

  fill(text: string): string | null {
    if (!text.includes('${')) return text;
    let isKnown = true;
    const filled = text.replaceAll(placeholder, (_, name: string) => {
      const value = isKnown ? this.#valueOf(name) : null;
      isKnown &&= value !== null;
      return value ?? '';
    });
    return isKnown && filled.length <= valueCharsMax && !filled.includes('${') ? filled : null;
  }

  #valueOf(name: string): string | null {
    const known = this.#resolved.get(name);
    if (known !== undefined) return known;
    // Whoever needs itself finds this.
    this.#resolved.set(name, null);
    const stated = this.#stated.get(name);
    const value =
      stated === undefined || stated.length > valueCharsMax ? null : this.fill(stated.trim());
    this.#resolved.set(name, value);
    return value;
  }
}
