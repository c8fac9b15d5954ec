import type { Address } from '#features/reading/use-address.ts';
import type { AuditFilter } from '#generated/graphql.ts';
import type { Query } from '#lib/paths.ts';

/** Every filter of the log, in the order of the form; all but the last three are plain text. */
export const auditTexts = [
  'actor',
  'action',
  'resource',
  'resourceId',
  'ip',
  'project',
  'repository',
  'requestId',
] as const;

const moments = ['since', 'until'] as const;

/**
 * What the address asks for, as the gateway's filter. A moment is local in the form and absolute on
 * the wire.
 */
export function auditFilter(address: Pick<Address, 'get'>): AuditFilter {
  const filter: AuditFilter = {};
  for (const key of auditTexts) {
    const value = address.get(key).trim();
    if (value) filter[key] = value;
  }
  const outcome = address.get('outcome');
  if (outcome === 'SUCCESS' || outcome === 'REFUSED') filter.outcome = outcome;
  for (const key of moments) {
    const at = new Date(address.get(key));
    if (!Number.isNaN(at.getTime())) filter[key] = at.toISOString();
  }
  return filter;
}

/** The export of exactly this filter. */
export function exportQuery(filter: AuditFilter, format: 'json' | 'html'): Query {
  const query: Record<string, string> = { format };
  for (const [key, value] of Object.entries(filter)) {
    if (typeof value === 'string') query[key] = value;
  }
  return query;
}

/** An address change that takes every filter away. */
export const noAuditFilter: Readonly<Record<string, undefined>> = Object.fromEntries(
  [...auditTexts, ...moments, 'outcome'].map((key) => [key, undefined]),
);
