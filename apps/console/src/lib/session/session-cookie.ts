import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { consoleEnvironment } from '#lib/env.ts';
import { limits } from '#lib/limits.ts';
import type { SessionTokens } from './session-tokens.ts';

const tokensSchema = z.object({
  sessionId: z.string().min(1),
  username: z.string(),
  accessToken: z.string().min(1),
  accessExpiresAtMs: z.number(),
  refreshToken: z.string().min(1),
  generation: z.number().int(),
});

const isSecure = (): boolean => consoleEnvironment().consoleUrl.startsWith('https:');

/** The name next-auth gives its cookie; `__Secure-` binds it to TLS where the console has it. */
export function sessionCookieName(): string {
  return `${isSecure() ? '__Secure-' : ''}next-auth.session-token`;
}

/**
 * Opens a sealed cookie (JWE, A256GCM). Undefined when it is absent, expired, altered or of another
 * shape.
 */
export async function openSessionCookie(
  value: string | undefined,
): Promise<SessionTokens | undefined> {
  if (!value) return undefined;
  try {
    const payload = await decode({ token: value, secret: consoleEnvironment().sessionSecret });
    const tokens = tokensSchema.safeParse(payload?.['tokens']);
    return tokens.success ? tokens.data : undefined;
  } catch {
    // A cookie that does not open is a browser without a session, whatever the reason.
    return undefined;
  }
}

/** The `Set-Cookie` value that hands the browser the sealed, renewed session. */
export async function sealSessionCookie(tokens: SessionTokens): Promise<string> {
  const value = await encode({
    token: { name: tokens.username, sub: tokens.username, tokens },
    secret: consoleEnvironment().sessionSecret,
    maxAge: limits.sessionCookieSeconds,
  });
  if (value.length > limits.sessionCookieBytesMax) {
    throw new Error('The sealed session is larger than one cookie can hold');
  }
  return serialise(value, limits.sessionCookieSeconds);
}

/** The `Set-Cookie` value that ends the session in the browser. */
export function clearedSessionCookie(): string {
  return serialise('', 0);
}

function serialise(value: string, maxAgeSeconds: number): string {
  const secure = isSecure() ? '; Secure' : '';
  const name = sessionCookieName();
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}
