const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Text of others as it may reach a terminal: nothing in it moves the cursor, changes a colour,
 * turns the direction of writing or begins a line of its own.
 */
export function plain(text: string): string {
  return text.replace(unprintable, ' ');
}

/** One JSON document that is safe to look at too: what JSON leaves unescaped is escaped. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) =>
      Array.from(
        { length: character.length },
        (_, at) => String.raw`\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
      ).join(''),
  );
}
