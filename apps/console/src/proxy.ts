import { type NextRequest, NextResponse } from 'next/server';
import { isDevelopment } from '#lib/env.ts';

/**
 * Sets the page policy with a fresh nonce. It gates nothing: every page and every route handler
 * checks the session by itself (D3.19).
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = pagePolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // Where a page without a session sends the browser back to after sign-in.
  headers.set('x-address', `${request.nextUrl.pathname}${request.nextUrl.search}`);
  // The framework reads the nonce for its own scripts from the request's policy.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('cache-control', 'no-store');
  return response;
}

function pagePolicy(nonce: string): string {
  const development = isDevelopment ? " 'unsafe-eval'" : '';
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src-elem 'self' 'nonce-${nonce}'`,
    // React writes element styles (a bar's height); they cannot load or run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

// Route handlers stay out of the proxy: a body that passes it is copied into memory.
export const config = {
  matcher: [{ source: '/((?!api/|_next/static|_next/image|icon.svg).*)' }],
};
