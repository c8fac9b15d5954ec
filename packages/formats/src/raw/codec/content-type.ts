import { mimes } from 'mrmime';

const fallback = 'application/octet-stream';
/** What tools send when they do not know: curl calls every body a form. */
const meaningless = new Set([fallback, 'application/x-www-form-urlencoded']);
/** A media type without parameters that could smuggle anything into a header. */
const plainType = /^[\w!#$&^.+-]{1,64}\/[\w!#$&^.+-]{1,64}(?:; ?charset=[\w-]{1,32})?$/;

/** What a raw file is served as: what its sender said if that means anything, else a guess. */
export function contentTypeOf(path: string, stated: string | null): string {
  if (stated !== null && plainType.test(stated) && !meaningless.has(stated.toLowerCase())) {
    return stated;
  }
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  // An extension may be called as what every object inherits.
  return Object.hasOwn(mimes, extension) ? (mimes[extension] ?? fallback) : fallback;
}
