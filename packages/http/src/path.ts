import { defineError } from '@bonded/kernel';

/** A path that is spelled so that another program could read it differently. */
const pathInvalid = defineError('invalid', 'PATH_INVALID');

/** Longest request target that is read at all; clients of every format stay far below. */
const pathCharsMax = 8192;
const segmentCharsMax = 2048;
const segmentsMax = 128;

export interface PathRules {
  /** True where a decoded slash belongs to a name, as in npm's `@scope%2fname`. Else nowhere. */
  readonly allowsSlash?: (segment: string) => boolean;
}

export interface RequestPath {
  /** Each decoded exactly once; never empty, never a dot segment. */
  readonly segments: readonly string[];
  readonly hasTrailingSlash: boolean;
  /** What follows the first `?`, still encoded. Empty when there is none. */
  readonly query: string;
}

/**
 * The one reading of a request target. Works on the raw URL, so that nothing was decoded or
 * normalised before, and refuses every spelling that another hop could read differently
 * (dot segments, double slashes, `;` parameters, backslashes, doubly encoded separators).
 *
 * @throws AppError `PATH_INVALID`
 */
export function parseRequestPath(rawUrl: string, rules: PathRules = {}): RequestPath {
  const mark = rawUrl.indexOf('?');
  const path = mark === -1 ? rawUrl : rawUrl.slice(0, mark);
  const query = mark === -1 ? '' : rawUrl.slice(mark + 1);
  if (path.length > pathCharsMax) throw pathInvalid('The path is too long.');
  if (!path.startsWith('/')) throw pathInvalid('The request target must be a path.');
  if (path === '/') return { segments: [], hasTrailingSlash: false, query };

  const hasTrailingSlash = path.endsWith('/');
  const raw = path.slice(1, hasTrailingSlash ? -1 : undefined).split('/');
  if (raw.length > segmentsMax) throw pathInvalid('The path has too many segments.');
  return { segments: raw.map((segment) => decodeSegment(segment, rules)), hasTrailingSlash, query };
}

const plainSegment = /^[A-Za-z0-9@_~+,=:!$&'()*-][A-Za-z0-9@_~+,=:!$&'()*.-]*$/;
/** Printable ASCII without the characters that other software treats as structure. */
const rawSegment = /^[!"$-:<-[\]-~]+$/;

function decodeSegment(raw: string, rules: PathRules): string {
  if (raw === '') throw pathInvalid('The path has an empty segment.');
  if (raw.length > segmentCharsMax) throw pathInvalid('A segment of the path is too long.');
  // The common case needs no second look: nothing to decode and no leading dot.
  if (plainSegment.test(raw)) return raw;
  if (!rawSegment.test(raw)) {
    throw pathInvalid('The path has a character that must be percent-encoded.');
  }
  const segment = percentDecode(raw);
  refuseAmbiguous(segment);
  const parts = segment.split('/');
  if (parts.length > 1 && !rules.allowsSlash?.(segment)) {
    throw pathInvalid('The path has an encoded slash where none belongs.');
  }
  if (parts.some(isDotSegment)) throw pathInvalid('The path has an empty or a dot segment.');
  return segment;
}

function percentDecode(raw: string): string {
  try {
    // Refuses overlong and otherwise broken UTF-8, which `unescape`-like decoders let through.
    return decodeURIComponent(raw);
  } catch (cause) {
    throw pathInvalid('The path is not valid percent-encoded UTF-8.', { cause });
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
const controlOrBackslash = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\\]/;
const doublyEncoded = /%(?:00|2e|2f|5c)/i;

function refuseAmbiguous(segment: string): void {
  if (controlOrBackslash.test(segment)) {
    throw pathInvalid('The path has a control character or a backslash.');
  }
  if (doublyEncoded.test(segment)) throw pathInvalid('The path is percent-encoded twice.');
}

/** Compatibility forms count too: a full-width dot or slash turns into the plain one elsewhere. */
function isDotSegment(part: string): boolean {
  const folded = part.normalize('NFKC');
  if (folded !== part && /[\\/]/.test(folded)) return true;
  return folded === '' || folded === '.' || folded === '..';
}
