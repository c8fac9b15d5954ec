import type { FormatCall } from './format.ts';

/** What the named steps of a pattern stood for. */
export type RouteParams = Readonly<Record<string, string>>;

/** One line of a protocol: a method, a pattern over segments, and who answers. */
export interface Route {
  /** `GET` answers HEAD too. */
  readonly method: string;
  /** `:name` takes one segment, `:name*` at its end all that are left; all else is itself. */
  readonly pattern: string;
  readonly handle: (call: FormatCall, params: RouteParams) => Promise<void>;
}

/** The patterns of what is read, in their order. `*` stands for every method. */
export function readsOf(routes: readonly Pick<Route, 'method' | 'pattern'>[]): readonly string[] {
  return routes
    .filter(({ method }) => method === 'GET' || method === '*')
    .map(({ pattern }) => pattern);
}

/** Finds the first route that fits, by the decoded segments. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  segments: readonly string[],
): { readonly route: Route; readonly params: RouteParams } | null {
  const wanted = method === 'HEAD' ? 'GET' : method;
  for (const route of routes) {
    if (route.method !== wanted) continue;
    const params = matchPattern(route.pattern === '' ? [] : route.pattern.split('/'), segments);
    if (params !== null) return { route, params };
  }
  return null;
}

function matchPattern(pattern: readonly string[], segments: readonly string[]): RouteParams | null {
  const params: [string, string][] = [];
  for (const [at, step] of pattern.entries()) {
    const segment = segments[at];
    if (segment === undefined) return null;
    if (step.startsWith(':') && step.endsWith('*')) {
      params.push([step.slice(1, -1), segments.slice(at).join('/')]);
      return Object.fromEntries(params);
    }
    if (step.startsWith(':')) params.push([step.slice(1), segment]);
    else if (step !== segment) return null;
  }
  return pattern.length === segments.length ? Object.fromEntries(params) : null;
}
