/** Inclusive on both ends, as in HTTP. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export type RangeSelection =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly range: ByteRange }
  | { readonly kind: 'unsatisfiable' };

const whole: RangeSelection = { kind: 'whole' };
const unsatisfiable: RangeSelection = { kind: 'unsatisfiable' };

/**
 * Reads a `Range` header against a resource of `sizeBytes` (RFC 9110 §14.2). One range is served;
 * several, another unit or a malformed header get the whole, which the clause permits.
 */
export function selectRange(header: string | undefined, sizeBytes: number): RangeSelection {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (match === null) return whole;
  const [, first = '', last = ''] = match;
  if (first === '') return last === '' ? whole : suffixRange(Number(last), sizeBytes);
  const start = Number(first);
  if (last !== '' && Number(last) < start) return whole;
  if (start >= sizeBytes) return unsatisfiable;
  const end = last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  return { kind: 'part', range: { start, end } };
}

function suffixRange(length: number, sizeBytes: number): RangeSelection {
  if (length === 0 || sizeBytes === 0) return unsatisfiable;
  return { kind: 'part', range: { start: Math.max(0, sizeBytes - length), end: sizeBytes - 1 } };
}
