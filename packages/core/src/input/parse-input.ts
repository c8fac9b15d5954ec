import { defineError } from '@bonded/kernel';
import { z } from 'zod';

/** The input is not what the operation takes: `details.fields` says where and why. */
export const invalidInput = defineError('invalid', 'INVALID_INPUT');

/** Reads what a caller sent. Every fault is reported at once, by field, in `details.fields`. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  if (!isStorable(input, 0)) throw invalidInput('A text has a NUL or half a character in it.');
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const fields = Object.fromEntries(
    result.error.issues.map((issue) => [issue.path.join('.'), issue.message]),
  );
  const first = result.error.issues[0];
  const where = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `;
  throw invalidInput(`${where}${first?.message ?? 'The input is not valid.'}`, {
    details: { fields },
  });
}

const nestingMax = 64;

/** PostgreSQL keeps neither NUL nor half a surrogate pair. Nothing that we keep nests deeper. */
function isStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null || value instanceof Date) return true;
  if (depth >= nestingMax) return true;
  return Object.entries(value).every(
    ([key, member]) => isStorable(key, depth) && isStorable(member, depth + 1),
  );
}

/** A slug is part of every address: lower case, digits and single hyphens, 1–64 characters. */
export const slug = z
  .string()
  .max(64, 'At most 64 characters.')
  .regex(
    /^[a-z0-9](?:-?[a-z0-9])*$/,
    'Lower-case letters, digits and single hyphens; it starts and ends with a letter or digit.',
  );

export const displayName = z
  .string()
  .trim()
  .min(1, 'Say something.')
  .max(200, 'At most 200 characters.');

export const description = z.string().trim().max(2000, 'At most 2,000 characters.');

export const id = z.uuid('Not an id.');
