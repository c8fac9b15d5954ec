/**
 * The header that a form on another site cannot set; the console's own client sends it with every
 * call.
 */
export const consoleHeader = 'x-bonded-console';

/** The parts of a request that say where it comes from. */
export interface Provenance {
  readonly method: string;
  readonly headers: Headers;
}

/**
 * Whether a request was made by the console's own pages (D4.5): it carries the header that forces a
 * preflight on everybody else, its origin is ours, and the browser does not object.
 */
export function isOwnRequest({ method, headers }: Provenance, consoleUrl: string): boolean {
  if (headers.get(consoleHeader) !== '1') return false;
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  const origin = headers.get('origin');
  // Browsers name no origin when they only read from the page's own; strangers lack the header
  // above.
  if (origin === null) return method === 'GET' || method === 'HEAD';
  return origin === new URL(consoleUrl).origin;
}

/** As `isOwnRequest`, for plain navigations (downloads), which can carry no header of ours. */
export function isOwnNavigation(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none';
}
