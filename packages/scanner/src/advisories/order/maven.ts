import { bracketRequirement, parseBrackets } from './bracket-range.ts';
import { compareLists, compareNumbers, compareTexts, numberOf } from './digits.ts';
import { pointInterval } from './interval.ts';
import type { VersionOrder } from './version-order.ts';

type Item =
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'word'; readonly rank: number; readonly text: string }
  | { readonly kind: 'list'; readonly items: Item[] };

export interface MavenVersion {
  readonly text: string;
  readonly items: readonly Item[];
}

/** Each hyphen nests one list more, so this also bounds how deep a comparison goes. */
const versionCharactersMax = 256;
const requirementCharactersMax = 1_024;

/** What requirements are made of, and blanks, are in no version. */
const versionPattern = /^[^\s\p{Cc},()[\]]+$/u;

const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const releaseRank = qualifiers.indexOf('');
const aliases: ReadonlyMap<string, string> = new Map([
  ['ga', ''],
  ['final', ''],
  ['release', ''],
  ['cr', 'rc'],
]);
/** Only in front of a digit: `1a1` is alpha 1, `1a` is a word. */
const shortQualifiers: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);

/**
 * The order of Maven 3.8's `ComparableVersion`, and the requirements of a POM. Among versions that
 * start with a number the order is total; where words stand against zero Maven goes in circles, and
 * so do we.
 */
export const mavenOrder: VersionOrder<MavenVersion> = {
  parse(text) {
    if (text.length > versionCharactersMax || !versionPattern.test(text)) return null;
    return { text, items: parseItems(text.toLowerCase()) };
  },

  compare: (left, right) => compareItemLists(left.items, right.items),

  // `1.0` alone is what Maven takes unless a nearer POM asks for another version.
  parseRequirement(text) {
    if (text.length > requirementCharactersMax) return null;
    if (/[[(]/.test(text)) return parseBrackets(text, mavenOrder);
    const version = mavenOrder.parse(text.trim());
    return version === null ? null : [pointInterval(version)];
  },

  requirementOf: (stretch) => bracketRequirement(stretch, mavenOrder.compare),
};

/** Takes a version apart at dots, hyphens, and where digits and letters meet. */
function parseItems(text: string): readonly Item[] {
  const root: Item[] = [];
  const lists = [root];
  let list = root;
  const nest = (): void => {
    const items: Item[] = [];
    list.push({ kind: 'list', items });
    lists.push(items);
    list = items;
  };
  for (const { separator, parts, isEnd } of tokens(text)) {
    if (separator === '-') nest();
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      // Maven (MNG-7644): a word at the end or in front of a digit is `-x`, also where it is `.x`.
      const isSuffix = isWord(part) && (!isLast || isEnd) && list.length > 0;
      if (index > 0 || isSuffix) nest();
      list.push(itemOf(part, !isLast));
    }
  }
  for (const each of lists.toReversed()) dropTrailingNulls(each);
  return root;
}

interface Token {
  readonly separator: '' | '.' | '-';
  /** Runs of digits and of anything else, in turn; a single empty one between two separators. */
  readonly parts: readonly string[];
  /** True when nothing at all comes behind it. */
  readonly isEnd: boolean;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  let separator: Token['separator'] = '';
  const pieces = text.split(/([.-])/);
  for (const [index, piece] of pieces.entries()) {
    const isEnd = index === pieces.length - 1;
    if (piece === '.' || piece === '-') separator = piece;
    // A separator at the very end opens nothing.
    else if (piece !== '' || !isEnd) {
      found.push({ separator, parts: piece.match(/\d+|\D+/g) ?? [''], isEnd });
    }
  }
  return found;
}

function isWord(part: string): boolean {
  return /^\D/.test(part);
}

function itemOf(part: string, isFollowedByDigit: boolean): Item {
  if (part === '') return { kind: 'number', digits: '0' };
  if (!isWord(part)) return { kind: 'number', digits: numberOf(part) };
  const long = isFollowedByDigit ? (shortQualifiers.get(part) ?? part) : part;
  const text = aliases.get(long) ?? long;
  const rank = qualifiers.indexOf(text);
  return rank === -1
    ? { kind: 'word', rank: qualifiers.length, text }
    : { kind: 'word', rank, text: '' };
}

/** `1.0.0`, `1-ga` and `1` are one version. */
function dropTrailingNulls(list: Item[]): void {
  for (let index = list.length - 1; index >= 0; index -= 1) {
    const item = list[index];
    if (item === undefined) return;
    if (isNull(item)) list.splice(index, 1);
    else if (item.kind !== 'list') return;
  }
}

function isNull(item: Item): boolean {
  if (item.kind === 'list') return item.items.length === 0;
  return compareToNothing(item) === 0;
}

function compareItemLists(left: readonly Item[], right: readonly Item[]): number {
  return compareLists(left, right, { compare: compareItems, compareToNothing });
}

function compareToNothing(item: Item): number {
  if (item.kind === 'number') return item.digits === '0' ? 0 : 1;
  if (item.kind === 'word') return item.rank - releaseRank;
  return item.items.map((each) => compareToNothing(each)).find((result) => result !== 0) ?? 0;
}

/** `1.x` is older than `1-1`, and that older than `1.1`. */
const kindsByAge = ['word', 'list', 'number'];

function compareItems(left: Item, right: Item): number {
  if (left.kind === 'number' && right.kind === 'number') {
    return compareNumbers(left.digits, right.digits);
  }
  if (left.kind === 'word' && right.kind === 'word') {
    return left.rank - right.rank || compareTexts(left.text, right.text);
  }
  if (left.kind === 'list' && right.kind === 'list') {
    return compareItemLists(left.items, right.items);
  }
  return kindsByAge.indexOf(left.kind) - kindsByAge.indexOf(right.kind);
}
