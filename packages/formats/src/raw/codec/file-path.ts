import { defineError } from '@bonded/kernel';

/** A raw path that some client, disk or browser would read differently than it is written. */
const rawPathInvalid = defineError('invalid', 'RAW_PATH_INVALID');

const pathCharsMax = 1024;
const segmentCharsMax = 255;

/**
 * The path of a raw file: decoded segments, case kept. Dot segments, control characters and
 * backslashes were refused when the request was read; a tus client's path comes here unread, so
 * they are refused again.
 */
export function rawPath(segments: readonly string[]): string {
  const path = segments.join('/');
  if (path === '' || path.length > pathCharsMax) {
    throw rawPathInvalid(`A path has 1 to ${pathCharsMax} characters.`);
  }
  for (const segment of segments) requirePlain(segment);
  return path;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const unsafe = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\\/]/;

function requirePlain(segment: string): void {
  if (segment === '' || segment.length > segmentCharsMax) {
    throw rawPathInvalid(`A part of a path has 1 to ${segmentCharsMax} characters.`);
  }
  if (!segment.isWellFormed() || segment.normalize('NFC') !== segment) {
    // Two spellings of one name are two files here and one on other systems.
    throw rawPathInvalid('A path is spelled in Unicode normal form C.');
  }
  if (unsafe.test(segment)) {
    throw rawPathInvalid('A path has no control characters, slashes or backslashes in its parts.');
  }
  // Dots at the end vanish on some systems, and "." and ".." mean other folders.
  if (/^\.+$/.test(segment) || /[. ]$/.test(segment)) {
    throw rawPathInvalid('A part of a path does not end with a dot or a space.');
  }
}

/** The same of a whole path, or null where no file can have it. */
export function readableRawPath(path: string): string | null {
  try {
    return rawPath(path.split('/'));
  } catch {
    return null;
  }
}
