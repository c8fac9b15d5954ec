const key = /^(?:"([A-Za-z0-9._-]+)"|'([A-Za-z0-9._-]+)'|([A-Za-z0-9._-]+)): ?(?:\[\])?$/;
const beginning = /^(?:entries|"entries"): ?(?:\{\})?$/;

/**
 * The text of each chart in an index, by the indentation of its name: each is read by itself, so
 * that one which cannot be read costs no other, and none costs more than it is long. Null where the
 * document is no index; one that is written in braces is none to us.
 */
export function splitIndex(text: string): ReadonlyMap<string, string> | null {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => beginning.test(line.trimEnd()));
  if (begin === -1 || !lines.some((line) => /^"?apiVersion"?:/.test(line))) return null;
  const charts = new Map<string, string[]>();
  let indent: number | null = null;
  let part: string[] | null = null;
  for (const line of lines.slice(begin + 1)) {
    const depth = depthOf(line);
    if (depth === null) {
      part?.push(line);
      continue;
    }
    if (depth === 0) break;
    indent ??= depth;
    if (depth === indent && !/^\s*-(?:\s|$)/.test(line)) {
      part = openPart(charts, line.trim());
    }
    part?.push(line);
  }
  return new Map([...charts].map(([name, of]) => [name, `${of.join('\n')}\n`]));
}

/** Null for a line that says nothing. */
function depthOf(line: string): number | null {
  const at = line.search(/\S/);
  return at === -1 || line[at] === '#' ? null : at;
}

/** Null for what is no name of a chart, or one that came before: nothing of it is taken. */
function openPart(charts: Map<string, string[]>, line: string): string[] | null {
  const [, ...names] = key.exec(line) ?? [];
  const name = names.find((each) => each !== undefined);
  if (name === undefined || charts.has(name)) return null;
  const part: string[] = [];
  charts.set(name, part);
  return part;
}
