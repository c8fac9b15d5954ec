import { z } from 'zod';
import { usageInvalid } from '../errors.ts';

/** RFC 3339 in UTC, as the server writes it. */
export const moment = z.string();

/** `2026-11-22T04:06:00.000Z` as `2026-11-22 04:06`. */
export function shortMoment(text: string | null): string | null {
  return text === null ? null : text.slice(0, 16).replace('T', ' ');
}

const unitMs: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Reads a moment to come, as `12h`, `30d`, `4w` or RFC 3339. Errors: CLI_USAGE_INVALID. */
export function parseUntil(text: string, nowMs: number): string {
  const [, count, unit] = /^(\d{1,5})([hdw])$/.exec(text) ?? [];
  const perUnit = unitMs[unit ?? ''];
  if (count !== undefined && perUnit !== undefined) {
    return new Date(nowMs + Number(count) * perUnit).toISOString();
  }
  return parseMoment(text);
}

/** Reads RFC 3339, or a day alone. Errors: CLI_USAGE_INVALID. */
export function parseMoment(text: string): string {
  const parsed = Date.parse(text);
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(parsed)) return new Date(parsed).toISOString();
  throw usageInvalid(`"${text}" is no date such as 2027-01-31 or 2027-01-31T12:00:00Z.`);
}
