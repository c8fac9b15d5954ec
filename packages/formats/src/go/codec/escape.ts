/**
 * Module paths and versions as addresses spell them: an upper-case letter is `!` and its lower-case
 * one, so that no two of them meet on a file system that folds case (module reference, "Module
 * proxy").
 */
export function escapeModule(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** The text that was escaped, or null where nothing is escaped so. */
export function unescapeModule(escaped: string): string | null {
  if (!/^(?:[^!A-Z]|![a-z])*$/.test(escaped)) return null;
  return escaped.replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
