import { explain } from '@renovatebot/pep440';
import { compareLists, compareTexts } from './digits.ts';

export interface PypiVersion {
  readonly text: string;
  readonly epoch: number;
  readonly release: readonly number[];
  /** Of equal releases the lower one is older: PEP 440, "Summary of permitted suffixes". */
  readonly suffix: readonly number[];
  readonly isFinal: boolean;
  readonly local: readonly (number | string)[];
}

const versionCharactersMax = 256;
/** The library reads numbers as JavaScript does, which rounds longer ones. */
const longNumberPattern = /\d{16}/;

export function parsePypiVersion(text: string): PypiVersion | null {
  const trimmed = text.length > versionCharactersMax ? '' : text.trim();
  const read = longNumberPattern.test(trimmed) ? null : explain(trimmed);
  if (read === null) return null;
  // NOTE: the declaration of `explain` says lists where it gives numbers and nulls.
  const { epoch, release, pre, post, dev } = read as unknown as Explained;
  const [, local] = trimmed.split('+', 2);
  return {
    text: trimmed,
    epoch,
    release,
    suffix: [...preKey(pre, post, dev), post ?? -1, dev ?? Number.MAX_SAFE_INTEGER],
    isFinal: pre === null && post === null && dev === null,
    local: local === undefined ? [] : local.split(/[-_.]/).map(readLocal),
  };
}

/** The library reads both texts anew at each comparison, which sorting cannot afford. */
export function comparePypiVersions(left: PypiVersion, right: PypiVersion): number {
  return (
    left.epoch - right.epoch ||
    compareLists(left.release, right.release, numbers) ||
    compareLists(left.suffix, right.suffix, numbers) ||
    compareLists(left.local, right.local, { compare: compareLocals, compareToNothing: () => 1 })
  );
}

interface Explained {
  readonly epoch: number;
  readonly release: readonly number[];
  readonly pre: readonly ['a' | 'b' | 'rc', number] | null;
  readonly post: number | null;
  readonly dev: number | null;
}

/** 1.0.dev0 < 1.0a0 < 1.0b0 < 1.0rc0 < 1.0 */
function preKey(pre: Explained['pre'], post: number | null, dev: number | null): number[] {
  if (pre !== null) return [['a', 'b', 'rc'].indexOf(pre[0]), pre[1]];
  return [post === null && dev !== null ? -1 : 3, 0];
}

function readLocal(segment: string): number | string {
  return /^\d+$/.test(segment) ? Number(segment) : segment.toLowerCase();
}

const numbers = {
  compare: (left: number, right: number) => left - right,
  compareToNothing: (number: number) => number,
};

/** Letters are older than numbers. */
function compareLocals(left: number | string, right: number | string): number {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return typeof left === 'string' ? -1 : 1;
}
