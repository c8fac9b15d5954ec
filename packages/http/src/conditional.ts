import type { IncomingHttpHeaders } from 'node:http';

/** What identifies the state of a resource. */
export interface Validators {
  /** Strong and quoted: `"…"`. */
  readonly etag: string;
  readonly lastModified?: Date;
}

export type ConditionVerdict = 'proceed' | 'not-modified' | 'precondition-failed';

/** RFC 9110 §13.2.2: the order in which the preconditions of a request are judged. */
export function evaluateConditions(
  method: string,
  headers: IncomingHttpHeaders,
  validators: Validators,
): ConditionVerdict {
  const isRead = method === 'GET' || method === 'HEAD';
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifMatch !== undefined) {
    if (!matchesStrongly(ifMatch, validators.etag)) return 'precondition-failed';
  } else if (isNewerThan(validators, headers['if-unmodified-since'])) {
    return 'precondition-failed';
  }
  if (ifNoneMatch !== undefined) {
    if (!matchesWeakly(ifNoneMatch, validators.etag)) return 'proceed';
    return isRead ? 'not-modified' : 'precondition-failed';
  }
  if (isRead && isNewerThan(validators, headers['if-modified-since']) === false) {
    return 'not-modified';
  }
  return 'proceed';
}

/** RFC 9110 §13.1.5: `If-Range` holds an entity tag or a date; either must match exactly. */
export function ifRangeMatches(header: string, validators: Validators): boolean {
  const value = header.trim();
  if (value.startsWith('"') || value.startsWith('W/')) return value === validators.etag;
  const since = parseHttpDate(value);
  return since !== undefined && since === seconds(validators.lastModified);
}

/** Strong comparison (RFC 9110 §8.8.3.2) of an entity tag with an `If-Match` list. */
export function matchesStrongly(header: string, etag: string): boolean {
  return header.trim() === '*' || entityTags(header).includes(etag);
}

/** Weak comparison (RFC 9110 §8.8.3.2) of an entity tag with an `If-None-Match` list. */
export function matchesWeakly(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  return entityTags(header).some((tag) => tag.replace(/^W\//, '') === etag.replace(/^W\//, ''));
}

/** As much of a list as any client has reason to send. */
const listCharsMax = 8 * 1024;

function entityTags(header: string): string[] {
  return header.slice(0, listCharsMax).match(/(?:W\/)?"[^"]*"/g) ?? [];
}

/** Undefined when the question does not arise: no date to compare with, or one that is no date. */
function isNewerThan(validators: Validators, header: string | undefined): boolean | undefined {
  const modified = seconds(validators.lastModified);
  const since = header === undefined ? undefined : parseHttpDate(header);
  return modified === undefined || since === undefined ? undefined : modified > since;
}

/** Seconds since the epoch: an HTTP date knows no fraction. */
function seconds(date: Date | undefined): number | undefined {
  return date === undefined ? undefined : Math.floor(date.getTime() / 1000);
}

const imfDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function parseHttpDate(text: string): number | undefined {
  const ms = imfDate.test(text.trim()) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1000);
}
