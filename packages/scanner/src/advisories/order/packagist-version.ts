import { compareLists, compareNumbers, numberOf } from './digits.ts';

/** A version as composer/semver's `VersionParser::normalize` reads it. */
export interface PackagistVersion {
  readonly text: string;
  /** `1.2.3.0-beta2-dev` */
  readonly normal: string;
  /** True when the text says nothing of stability. */
  readonly isPlain: boolean;
  readonly tokens: readonly string[];
}

const versionCharactersMax = 256;

const classicPattern = /^v?(\d{1,5}(?:\.\d+){0,3})(?:[^\d.].*|\.\D.*|\.)?$/i;
const datePattern = /^v?(\d{4}(?:[.:-]?\d\d){1,6})/i;
/** What may follow a date: `.1.0`. */
const dateEndPattern = /^(?:[.:-]?\d{1,3}){0,2}/;
const modifierPattern =
  /^[._-]?(?:(stable|beta|b|rc|alpha|a|patch|pl|p)([.-]?\d+(?:[.-]\d+)*)?)?([.-]?dev)?$/i;
const branchPattern = /^v?(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?[.-]?dev$/i;

/** What stands for the `x` of `1.x-dev`: later than any release of it. */
const branchNumber = '9999999';

const stabilities: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['p', 'patch'],
  ['pl', 'patch'],
  ['rc', 'RC'],
]);

/**
 * Null for what Composer refuses and for branches (`dev-main`): Composer compares them with no
 * version.
 */
export function parsePackagistVersion(text: string): PackagistVersion | null {
  if (text.length > versionCharactersMax) return null;
  const bare = withoutFlags(text.trim());
  const read = readClassic(bare) ?? readDate(bare);
  if (read === null) return branch(text, bare);
  const { numbers, modifier } = read;
  const [, stability = '', stabilityNumbers = '', dev] = modifier;
  const word = stability.toLowerCase();
  const stated =
    word === '' || word === 'stable'
      ? ''
      : `-${stabilities.get(word) ?? word}${stabilityNumbers.replace(/^[.-]/, '')}`;
  // `1.0-stable-dev` ends at "stable".
  const suffix = dev === undefined || word === 'stable' ? stated : `${stated}-dev`;
  return versionOf(text, numbers, suffix, stability === '' && dev === undefined);
}

/** What composer/semver compares: `1.2.3.0-beta2`. Null for what it refuses, and for branches. */
export function normalisePackagistVersion(text: string): string | null {
  return parsePackagistVersion(text)?.normal ?? null;
}

/** The same with `-dev` behind: before all that the version could mean. */
export function beforeReleases(version: PackagistVersion): PackagistVersion {
  if (version.normal.endsWith('-dev')) return version;
  return versionOf(version.text, version.normal, '-dev', false);
}

/** Without ` as 1.0`, `@beta` and `+build`. */
function withoutFlags(text: string): string {
  const [first = ''] = text.split(' as ', 1);
  const unflagged = first.trimEnd().replace(/@(?:stable|rc|beta|alpha|dev)$/i, '');
  return /^[^,\s+]+\+\S+$/.test(unflagged) ? unflagged.slice(0, unflagged.indexOf('+')) : unflagged;
}

interface Numbered {
  /** Joined by dots. */
  readonly numbers: string;
  /** What the rest says of stability. */
  readonly modifier: RegExpExecArray;
}

/** One to four numbers, always four of them in the end. */
function readClassic(text: string): Numbered | null {
  const [, found] = classicPattern.exec(text) ?? [];
  if (found === undefined) return null;
  const modifier = modifierPattern.exec(text.slice(text.indexOf(found) + found.length));
  const numbers = [...found.split('.'), '0', '0', '0'].slice(0, 4).join('.');
  return modifier && { numbers, modifier };
}

/** `2010-01-02`, `20100102-203040`: as many numbers as the date states. */
function readDate(text: string): Numbered | null {
  const [whole, date] = datePattern.exec(text) ?? [];
  if (whole === undefined || date === undefined) return null;
  const rest = text.slice(whole.length);
  const [end = ''] = dateEndPattern.exec(rest) ?? [];
  const modifier = modifierPattern.exec(rest.slice(end.length));
  return modifier && { numbers: `${date}${end}`.replace(/\D/g, '.'), modifier };
}

function branch(text: string, bare: string): PackagistVersion | null {
  const match = branchPattern.exec(bare);
  if (match === null) return null;
  const numbers = [1, 2, 3, 4].map((group) =>
    /\d/.test(match[group] ?? '') ? match[group] : branchNumber,
  );
  return versionOf(text, numbers.join('.'), '-dev', false);
}

function versionOf(
  text: string,
  numbers: string,
  suffix: string,
  isPlain: boolean,
): PackagistVersion {
  const normal = `${numbers}${suffix}`;
  return { text, normal, isPlain, tokens: normal.match(/\d+|[a-z]+/gi) ?? [] };
}

/** PHP's `version_compare` of what was normalised; a release stands where a number would. */
export function comparePackagistVersions(left: PackagistVersion, right: PackagistVersion): number {
  return compareLists(left.tokens, right.tokens, { compare: compareTokens, compareToNothing });
}

const ranks = ['dev', 'alpha', 'beta', 'RC', '#', 'patch'];
const numberRank = ranks.indexOf('#');

function compareTokens(left: string, right: string): number {
  const byRank = rankOf(left) - rankOf(right);
  if (byRank !== 0) return byRank;
  return isNumber(left) ? compareNumbers(numberOf(left), numberOf(right)) : 0;
}

function compareToNothing(token: string): number {
  return isNumber(token) ? 1 : rankOf(token) - numberRank;
}

function rankOf(token: string): number {
  return isNumber(token) ? numberRank : ranks.indexOf(token);
}

function isNumber(token: string): boolean {
  return /^\d/.test(token);
}
