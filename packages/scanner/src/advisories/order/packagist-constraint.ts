import { type Interval, intersection, pointInterval } from './interval.ts';
import {
  beforeReleases,
  comparePackagistVersions,
  type PackagistVersion,
  parsePackagistVersion,
} from './packagist-version.ts';

type Stretch = Interval<PackagistVersion>;

const constraintCharactersMax = 1_024;

const operatorPattern = /^(?:<>|!=|>=|<=|==|[<>=^~])/;
const everyPattern = /^v?[x*](?:\.[x*])*$/i;
const wildcardPattern = /^v?(\d+(?:\.\d+){0,2})(?:\.[x*])+$/i;
const numbersPattern = /^v?(\d{1,15}(?:\.\d{1,15}){0,3})/i;

const everything: Stretch = { from: null, to: null, toInclusive: true };

/** The constraints of a composer.json: `^1.2 || ~2.0`. Null when a part names a branch. */
export function parseConstraints(text: string): Stretch[] | null {
  if (text.length > constraintCharactersMax) return null;
  const found: Stretch[] = [];
  for (const alternative of text.replaceAll('||', '|').split('|')) {
    const stretches = partsOf(alternative).map((part) => parsePart(part));
    if (stretches.length === 0 || stretches.includes(null)) return null;
    found.push(
      ...intersection(
        comparePackagistVersions,
        stretches.filter((one) => one !== null),
      ),
    );
  }
  return found;
}

interface Part {
  readonly operator: string;
  readonly version: string;
  /** The end of `1.0 - 2.0`. */
  readonly until?: string;
}

/** `>= 1.0, <2.0` and `1.0 - 2.0` in parts. What an alias (`as`) says is not what is installed. */
function partsOf(alternative: string): Part[] {
  const words = alternative
    .replace(/([<>=^~!])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const parts: Part[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [operator = ''] = operatorPattern.exec(word) ?? [];
    const part = { operator, version: withoutFlags(word.slice(operator.length)) };
    const next = words[index + 1];
    if (next === '-') parts.push({ ...part, until: withoutFlags(words[index + 2] ?? '') });
    else parts.push(part);
    if (next === '-' || next === 'as') index += 2;
  }
  return parts;
}

/** Without `@beta` and `#commit`. */
function withoutFlags(text: string): string {
  const [version = ''] = text.split(/[@#]/, 1);
  return version === '' && text.startsWith('@') ? '*' : version;
}

function parsePart({ operator, version: text, until }: Part): Stretch | null {
  if (until !== undefined) return operator === '' ? hyphenRange(text, until) : null;
  if (everyPattern.test(text)) return everything;
  if (operator === '^' || operator === '~') return nextSignificant(operator, text);
  const wildcard = wildcardPattern.exec(text);
  if (wildcard !== null) return operator === '' ? startingWith(wildcard[1] ?? '') : null;
  const version = parsePackagistVersion(text);
  return version === null ? null : compared(operator, version);
}

function compared(operator: string, version: PackagistVersion): Stretch {
  switch (operator) {
    case '>':
      return { ...everything, from: version };
    case '>=':
      return { ...everything, from: boundOf(version) };
    case '<':
      return { from: null, to: boundOf(version), toInclusive: false };
    case '<=':
      return { from: null, to: version, toInclusive: true };
    case '!=':
    case '<>':
      // What it leaves out would make two stretches; one that is too wide only proves less.
      return everything;
    default:
      return pointInterval(version);
  }
}

/** `>=1.0` takes 1.0-dev and all behind it, `>=1.0-beta` means what it says. */
function boundOf(version: PackagistVersion): PackagistVersion {
  const statesStability = !version.isPlain && version.text.includes('-');
  return statesStability ? version : beforeReleases(version);
}

/** `^1.2.3` and `~1.2.3`: up to the next number that may break something. */
function nextSignificant(operator: '^' | '~', text: string): Stretch | null {
  const numbers = numbersOf(text);
  const from = parsePackagistVersion(text);
  if (numbers === null || from === null) return null;
  const isBranch = /\.[x*][.-]?dev$/i.test(text);
  const tilde = Math.max(1, numbers.length - (isBranch ? 0 : 1));
  const nonZero = numbers.slice(0, 2).findIndex((number) => number !== 0);
  const caret = Math.min(nonZero === -1 ? 3 : nonZero + 1, Math.min(numbers.length, 3));
  return between(
    from.isPlain ? beforeReleases(from) : from,
    numbers,
    operator === '^' ? caret : tilde,
  );
}

/** `1.2.*` */
function startingWith(text: string): Stretch | null {
  const numbers = numbersOf(text);
  const from = parsePackagistVersion(`${text}-dev`);
  return numbers === null || from === null ? null : between(from, numbers, numbers.length);
}

/** `1.0 - 2.0` ends before 2.1, `1.0 - 2.0.0` with 2.0.0. */
function hyphenRange(low: string, high: string): Stretch | null {
  const [start, to] = [parsePackagistVersion(low), parsePackagistVersion(high)];
  const numbers = numbersOf(high);
  if (start === null || to === null || numbers === null) return null;
  const from = start.isPlain ? beforeReleases(start) : start;
  if (numbers.length > 2 || !to.isPlain) return { from, to, toInclusive: true };
  return between(from, numbers, numbers.length);
}

/** From a version to the first one whose number at the position is higher. */
function between(
  from: PackagistVersion,
  numbers: readonly number[],
  position: number,
): Stretch | null {
  const kept = numbers.slice(0, position);
  const next = [...kept.slice(0, -1), (kept.at(-1) ?? 0) + 1];
  const to = parsePackagistVersion(`${next.join('.')}-dev`);
  return to === null ? null : { from, to, toInclusive: false };
}

function numbersOf(text: string): number[] | null {
  const [, numbers] = numbersPattern.exec(text) ?? [];
  return numbers?.split('.').map(Number) ?? null;
}
