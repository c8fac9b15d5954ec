/**
 * For `contains`, `startsWith` and `endsWith`: Prisma hands them to LIKE as they are, where `%` and
 * `_` stand for any text and any character.
 */
export function literally(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}
