import { archiveInvalid } from './errors.ts';

const pathCharsMax = 1024;
const driveLetter = /^[A-Za-z]:/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
const controlOrBackslash = /[\u0000-\u001f\u007f\\]/;

/**
 * Lets a member's path pass only when every program puts it at the same place below its target:
 * relative, plain separators, no dot segments. A single leading `.` is a folder like any other,
 * for archives that were made of the current directory.
 *
 * @throws AppError `ARCHIVE_INVALID`
 */
export function requirePlainPath(path: string): void {
  if (path.length > pathCharsMax) throw refused('is too long', path);
  if (controlOrBackslash.test(path)) throw refused('has a control character or backslash', path);
  if (path.startsWith('/') || driveLetter.test(path)) throw refused('is absolute', path);
  const [first = '', ...rest] = path.split('/');
  if (first === '' || first === '..' || rest.some(isDotSegment)) {
    throw refused('has an empty or a dot segment', path);
  }
}

function isDotSegment(segment: string): boolean {
  return segment === '' || segment === '.' || segment === '..';
}

function refused(what: string, path: string) {
  const shown = JSON.stringify(path.slice(0, 80));
  return archiveInvalid(`A path in the archive ${what}: ${shown}.`);
}
