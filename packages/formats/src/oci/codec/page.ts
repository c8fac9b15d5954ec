import { ociNameInvalid } from './errors.ts';

export interface Page {
  readonly limit: number;
  /** The last entry of the page before. */
  readonly after: string | null;
}

const lastCharsMax = 512;

/** Reads `n` and `last` of a list. Errors: OCI_NAME_INVALID. */
export function readPage(query: URLSearchParams, pageSizeMax: number): Page {
  const text = query.get('n');
  if (text !== null && !/^\d{1,9}$/.test(text)) throw ociNameInvalid('"n" is a number.');
  const after = query.get('last');
  if ((after ?? '').length > lastCharsMax) throw ociNameInvalid('"last" is too long.');
  return { limit: Math.min(Number(text ?? pageSizeMax), pageSizeMax), after };
}

/** RFC 8288: where the next page is, or nothing at the end. */
export function linkToNext(
  path: string,
  next: string | null,
  parameters: Readonly<Record<string, string>>,
): Record<string, string> {
  if (next === null) return {};
  const query = new URLSearchParams({ ...parameters, last: next });
  return { link: `<${path}?${query.toString()}>; rel="next"` };
}
