import { assert } from '@bonded/kernel';
import { type Interval, intersection, pointInterval } from './interval.ts';
import { comparePypiVersions, type PypiVersion, parsePypiVersion } from './pypi-version.ts';

const specifiersCharactersMax = 1_024;
const operatorPattern = /^(===|~=|==|!=|<=|>=|<|>)/;

/** PEP 440, "Version specifiers": `>=1.4,<2`. The empty text allows everything. */
export function parseSpecifiers(text: string): Interval<PypiVersion>[] | null {
  if (text.length > specifiersCharactersMax) return null;
  const clauses = text.split(',').map((clause) => clause.trim());
  if (clauses.every((clause) => clause === '')) return intersection(comparePypiVersions, []);
  const intervals: Interval<PypiVersion>[] = [];
  for (const clause of clauses) {
    // A comma at the end is allowed.
    if (clause === '') continue;
    const interval = parseClause(clause);
    if (interval === null) return null;
    intervals.push(interval);
  }
  return intersection(comparePypiVersions, intervals);
}

function parseClause(clause: string): Interval<PypiVersion> | null {
  const [operator] = operatorPattern.exec(clause) ?? [];
  if (operator === undefined) return null;
  const named = clause.slice(operator.length).trim();
  const isPrefix = named.endsWith('.*');
  const version = parsePypiVersion(isPrefix ? named.slice(0, -2) : named);
  if (version === null || (isPrefix && !['==', '!='].includes(operator))) return null;
  const rest = { to: null, toInclusive: true };
  switch (operator) {
    case '==':
      return isPrefix ? startingWith(version, version.release.length) : pointInterval(version);
    case '===':
      return pointInterval(version);
    case '~=':
      return compatibleWith(version);
    case '<=':
      return { from: null, to: version, toInclusive: true };
    case '<':
      return { from: null, to: firstOf(version), toInclusive: false };
    case '!=':
      // What it leaves out would make two stretches; one that is too wide only proves less.
      return { from: null, ...rest };
    default:
      return { from: version, ...rest };
  }
}

/** `<2.0` allows no pre-release of 2.0, unless it names one. */
function firstOf(version: PypiVersion): PypiVersion {
  return version.isFinal ? readBack(release(version, version.release)) : version;
}

/** `~=1.4.2` is `>=1.4.2,==1.4.*`. */
function compatibleWith(version: PypiVersion): Interval<PypiVersion> | null {
  const { length } = version.release;
  if (length < 2) return null;
  return { ...startingWith(version, length - 1), from: version };
}

/** `==1.4.*`, from the first development release of 1.4 to that of 1.5. */
function startingWith(version: PypiVersion, length: number): Interval<PypiVersion> {
  const prefix = version.release.slice(0, length);
  const next = [...prefix.slice(0, -1), (prefix.at(-1) ?? 0) + 1];
  const from = readBack(release(version, prefix));
  return { from, to: readBack(release(version, next)), toInclusive: false };
}

function release({ epoch }: PypiVersion, numbers: readonly number[]): string {
  return `${epoch}!${numbers.join('.')}.dev0`;
}

function readBack(text: string): PypiVersion {
  const version = parsePypiVersion(text);
  assert(version !== null, 'what we write is a version');
  return version;
}
