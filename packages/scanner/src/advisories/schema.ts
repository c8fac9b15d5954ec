import { z } from 'zod';
import type { RangeEvent } from './advisory.ts';
import { recordLimits as limits } from './limits.ts';

/*
 * OSV 1.x (https://ossf.github.io/osv-schema): unknown fields are dropped, decoration that does not
 * parse is dropped, but what decides whether a version is affected must parse, or the record is
 * refused as a whole and counted. Half an advisory would look like good news.
 */

/** PostgreSQL stores neither NUL nor half a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** Words and titles end up in error texts and headers, where a line break would be a new header. */
function onOneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .toWellFormed();
}

const word = z.string().max(1_024).transform(onOneLine);

function prose(charactersMax: number, clean: (text: string) => string) {
  return z
    .string()
    .transform((text) => clean(text.slice(0, charactersMax)))
    .nullish()
    .catch(null)
    .transform((text) => text ?? '');
}

function listOf<T extends z.ZodType>(item: T, itemsMax: number) {
  return z
    .array(item)
    .max(itemsMax)
    .nullish()
    .transform((items) => items ?? []);
}

/** As many of the items as parse. */
function decorationOf<T extends z.ZodType>(item: T, itemsMax: number) {
  const parse = (value: unknown): z.output<T>[] => {
    const result = item.safeParse(value);
    return result.success ? [result.data] : [];
  };
  return z
    .array(z.unknown())
    .transform((items) => items.slice(0, itemsMax).flatMap(parse))
    .nullish()
    .catch(null)
    .transform((items) => items ?? []);
}

/** Years that every database and JSON can write. */
const timestamp = z
  .string()
  .max(64)
  .transform((text) => new Date(text))
  .refine((date) => date.getUTCFullYear() >= 1970 && date.getUTCFullYear() <= 9999);

const severity = decorationOf(z.object({ type: z.string(), score: z.string() }), 20);

const ratingLabel = z
  .object({ severity: z.string().max(64).optional().catch(undefined) })
  .nullish()
  .catch(null)
  .transform((value) => value?.severity);

const event = z
  .object({
    introduced: word.optional(),
    fixed: word.optional(),
    last_affected: word.optional(),
    limit: word.optional(),
  })
  .transform(splitEvent);

/** One statement an event, as the specification wants it; a record that packs two is unpacked. */
function splitEvent(parsed: {
  introduced?: string | undefined;
  fixed?: string | undefined;
  last_affected?: string | undefined;
  limit?: string | undefined;
}): RangeEvent[] {
  const { introduced, fixed, last_affected, limit } = parsed;
  const events: RangeEvent[] = [];
  if (introduced !== undefined) events.push({ introduced });
  if (fixed !== undefined) events.push({ fixed });
  if (last_affected !== undefined) events.push({ last_affected });
  if (limit !== undefined) events.push({ limit });
  return events;
}

const events = listOf(event, limits.eventsMax).transform((items) => items.flat());

const range = z.object({ type: z.string().max(64), events });

const affected = z.object({
  package: z.object({ ecosystem: word, name: word }).nullish(),
  ranges: listOf(range, limits.rangesMax),
  versions: listOf(word, limits.versionsMax),
  severity,
});

const record = z.object({
  id: z.string().regex(/^[\x21-\x7e]{1,256}$/),
  modified: timestamp,
  published: timestamp.nullish().catch(null),
  // Unreadable means not withdrawn: the advisory stays in force.
  withdrawn: timestamp.nullish().catch(null),
  aliases: decorationOf(word, limits.aliasesMax),
  summary: prose(limits.summaryCharactersMax, onOneLine),
  details: prose(limits.detailsCharactersMax, storable),
  severity,
  affected: listOf(affected, limits.affectedMax),
  references: decorationOf(z.object({ url: word }), limits.referencesMax),
  database_specific: ratingLabel,
});

export const osvRecordSchema = record.transform(({ database_specific, ...fields }) => ({
  ...fields,
  /** The database's own word, such as `MODERATE`. */
  severityLabel: database_specific,
}));

/** One advisory as its database states it, bounded and safe to store. */
export type OsvRecord = z.output<typeof osvRecordSchema>;
