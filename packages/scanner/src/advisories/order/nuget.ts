import { bracketRequirement, parseBrackets } from './bracket-range.ts';
import { compareLists, compareTexts } from './digits.ts';
import type { VersionOrder } from './version-order.ts';

export interface NuGetVersion {
  readonly text: string;
  /** Always four: 1.0 and 1.0.0.0 are one version. */
  readonly numbers: readonly number[];
  readonly labels: readonly (number | string)[];
}

const versionCharactersMax = 256;
const requirementCharactersMax = 1_024;
const int32Max = 2 ** 31 - 1;

const numbersPattern = /^\d+(?:\.\d+){0,3}$/;
const labelPattern = /^[\dA-Za-z-]+$/;
/** `1.*`, `1.0-*`, `*-beta.*`: the newest of these, and above them when there is none. */
const floatingPattern = /^(\d+(?:\.\d+){0,2})?(?:\.?\*)?(?:-[\dA-Za-z.-]*\*)?$/;

/** The order of NuGet's `VersionComparer.Default`: SemVer 2.0.0 with a fourth number, any case. */
export const nugetOrder: VersionOrder<NuGetVersion> = {
  parse(text) {
    if (text.length > versionCharactersMax) return null;
    const [version = '', ...metadata] = text.trim().split('+');
    if (metadata.length > 1 || !metadata.every(areLabels)) return null;
    const dash = version.indexOf('-');
    const release = dash === -1 ? version : version.slice(0, dash);
    const labels = dash === -1 ? null : version.slice(dash + 1);
    if (!numbersPattern.test(release) || (labels !== null && !areLabels(labels))) return null;
    const numbers = release.split('.').map(Number);
    if (numbers.some((number) => number > int32Max)) return null;
    return {
      text: version,
      numbers: [...numbers, 0, 0, 0].slice(0, 4),
      labels: labels?.split('.').map(readLabel) ?? [],
    };
  },

  compare: (left, right) =>
    compareLists(left.numbers, right.numbers, {
      compare: (a, b) => a - b,
      compareToNothing: Number,
    }) ||
    Number(left.labels.length === 0) - Number(right.labels.length === 0) ||
    compareLists(left.labels, right.labels, { compare: compareLabels, compareToNothing: () => 1 }),

  // A bare `1.0` is a minimum.
  parseRequirement(text) {
    if (text.length > requirementCharactersMax) return null;
    const wanted = text.trim();
    if (/^[[(]/.test(wanted)) {
      const parts = parseBrackets(wanted, nugetOrder);
      return parts !== null && parts.length <= 1 ? parts : null;
    }
    if (wanted.endsWith('*')) return floating(wanted);
    const from = nugetOrder.parse(wanted);
    return from === null ? null : [{ from, to: null, toInclusive: true }];
  },

  requirementOf: (stretch) => bracketRequirement(stretch, nugetOrder.compare),
};

function areLabels(text: string): boolean {
  return text.split('.').every((label) => labelPattern.test(label));
}

/** .NET reads a label as a number where it fits into 32 bits, a sign included. */
function readLabel(label: string): number | string {
  const number = /^-?\d{1,12}$/.test(label) ? Number(label) : Number.NaN;
  return number >= -int32Max - 1 && number <= int32Max ? number : label.toUpperCase();
}

function compareLabels(left: number | string, right: number | string): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  return typeof left === 'number' ? -1 : 1;
}

/** From the first pre-release of what stands in front of the star. */
function floating(text: string) {
  const match = floatingPattern.exec(text);
  if (match === null) return null;
  const [, prefix] = match;
  const from = prefix === undefined ? null : nugetOrder.parse(`${prefix}-0`);
  return [{ from, to: null, toInclusive: true }];
}
