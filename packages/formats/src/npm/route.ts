import type { FormatCall } from '../format.ts';

/** One line of the protocol: a method, a pattern over segments, and who answers. */
export interface NpmRoute {
  /** `*` stands for all of them. */
  readonly method: string;
  /**
   * `*` takes what is left, `:name` one segment, `:package` one or, for a scope, two; everything
   * else is itself.
   */
  readonly pattern: string;
  readonly handle: (call: FormatCall, params: NpmParams) => Promise<void>;
}

export type NpmParams = Readonly<Record<string, string>>;

/**
 * Finds the first route that fits, by the decoded segments, whichever of four spellings a scope
 * came in.
 */
export function matchRoute(
  routes: readonly NpmRoute[],
  method: string,
  segments: readonly string[],
): { readonly route: NpmRoute; readonly params: NpmParams } | null {
  // A scoped name is one segment (`@scope%2fname`) or two: made two everywhere, here.
  const parts = segments.flatMap((segment) => segment.split('/'));
  const wanted = method === 'HEAD' ? 'GET' : method;
  for (const route of routes) {
    if (route.method !== '*' && route.method !== wanted) continue;
    const params = matchPattern(route.pattern.split('/'), parts);
    if (params !== null) return { route, params };
  }
  return null;
}

function matchPattern(pattern: readonly string[], parts: readonly string[]): NpmParams | null {
  const params: [string, string][] = [];
  let at = 0;
  for (const step of pattern) {
    if (step === '*') return Object.fromEntries(params);
    const isScoped = step === ':package' && parts[at]?.startsWith('@') === true;
    const taken = parts.slice(at, at + (isScoped ? 2 : 1));
    if (taken.length < (isScoped ? 2 : 1)) return null;
    const text = taken.join('/');
    if (step.startsWith(':')) params.push([step.slice(1), text]);
    else if (step !== text) return null;
    // `-` begins the names of the protocol itself: no package is called so.
    if (step === ':package' && text === '-') return null;
    at += taken.length;
  }
  return at === parts.length ? Object.fromEntries(params) : null;
}
