export const simpleTypes = {
  json: 'application/vnd.pypi.simple.v1+json',
  html: 'application/vnd.pypi.simple.v1+html',
  legacyHtml: 'text/html',
} as const;

export type SimpleType = keyof typeof simpleTypes;

const acceptCharsMax = 4 * 1024;

/** In the order of our preference, where the client has none. */
const offers: readonly { readonly type: SimpleType; readonly names: readonly string[] }[] = [
  { type: 'json', names: [simpleTypes.json, 'application/vnd.pypi.simple.latest+json'] },
  { type: 'html', names: [simpleTypes.html, 'application/vnd.pypi.simple.latest+html'] },
  { type: 'legacyHtml', names: [simpleTypes.legacyHtml] },
];

/**
 * Which form of the index a client takes (PEP 691): the one it likes best, HTML where it says
 * nothing, null where it takes none that we have. `format` is what stands in the address.
 */
export function negotiate(accept: string | undefined, format: string | null): SimpleType | null {
  const wanted = format ?? accept ?? '';
  if (wanted.trim() === '') return 'legacyHtml';
  const ranges = wanted.slice(0, acceptCharsMax).split(',').map(parseRange);
  const scored = offers.map(({ type, names }) => ({ type, ...bestOf(ranges, names) }));
  const [best] = scored.filter(({ quality }) => quality > 0).toSorted(byLiking);
  if (best === undefined) return null;
  // Whoever takes anything gets what every client of the first years can read.
  return best.precision === 0 ? 'legacyHtml' : best.type;
}

interface Liking {
  readonly quality: number;
  /** How exactly it was named: 0 for anything. */
  readonly precision: number;
}

function byLiking(one: Liking, other: Liking): number {
  return other.quality - one.quality || other.precision - one.precision;
}

interface MediaRange {
  readonly name: string;
  readonly quality: number;
}

function parseRange(text: string): MediaRange {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((each) => each.startsWith('q='))?.slice(2) ?? '1';
  const isNumber = /^(?:0|1)(?:\.\d{0,3})?$/.test(quality);
  return { name, quality: isNumber ? Math.min(Number(quality), 1) : 0 };
}

/** The most exact range counts, whatever others say (RFC 9110 §12.5.1). */
function bestOf(ranges: readonly MediaRange[], names: readonly string[]): Liking {
  for (const [precision, matches] of [
    [2, (name: string) => names.includes(name)],
    [1, (name: string) => names.some((each) => name === `${each.split('/')[0]}/*`)],
    [0, (name: string) => name === '*/*'],
  ] as const) {
    const found = ranges.filter(({ name }) => matches(name));
    if (found.length > 0) {
      return { quality: Math.max(...found.map(({ quality }) => quality)), precision };
    }
  }
  return { quality: 0, precision: 0 };
}
