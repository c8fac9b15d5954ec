/** How a server wants to know who asks (RFC 9110 §11.6.1). */
export interface Challenge {
  /** In lower case. */
  readonly scheme: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const scheme = /[\s,]*([!#$%&'*+.^_`|~0-9a-z-]+)(?=[\s,]|$)/iy;
const parameter = /[\s,]*([!#$%&'*+.^_`|~0-9a-z-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/iy;
const challengesMax = 8;

/** All challenges of a header, which may have several; what is none ends the reading. */
export function readChallenges(header: string): readonly Challenge[] {
  const found: Challenge[] = [];
  let at = 0;
  while (found.length < challengesMax) {
    const named = matchAt(scheme, header, at);
    if (named === null) break;
    at = named.end;
    const parameters = new Map<string, string>();
    for (;;) {
      const next = matchAt(parameter, header, at);
      if (next === null) break;
      const [, name = '', quoted, plain = ''] = next.match;
      parameters.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? plain);
      at = next.end;
    }
    found.push({ scheme: (named.match[1] ?? '').toLowerCase(), parameters });
  }
  return found;
}

function matchAt(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? null : { match, end: pattern.lastIndex };
}
