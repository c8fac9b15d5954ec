import { z } from 'zod';

const environmentSchema = z.object({
  /** Where this server reaches the gateway. */
  BONDED_PUBLIC_URL: z.url().default('http://localhost:4000'),
  /** Where this server reaches the blob service: tus uploads stream through to it. */
  BONDED_BLOB_URL: z.url().default('http://localhost:4001'),
  /** Seals the session cookie; 32 characters or more. */
  NEXTAUTH_SECRET: z.string().min(32),
  /** The console's own public address; the origin that requests must come from. */
  NEXTAUTH_URL: z.url().default('http://localhost:3000'),
});

export interface ConsoleEnvironment {
  readonly gatewayUrl: string;
  readonly blobUrl: string;
  readonly sessionSecret: string;
  readonly consoleUrl: string;
}

let parsed: ConsoleEnvironment | undefined;

const withoutTrailingSlash = (url: string): string => url.replace(/\/$/, '');

/**
 * Reads the server's settings once, at the first request: a build has none. Throws naming every
 * fault.
 */
export function consoleEnvironment(): ConsoleEnvironment {
  if (parsed) return parsed;
  const result = environmentSchema.safeParse(process.env);
  if (!result.success) throw new Error(`Console settings: ${z.prettifyError(result.error)}`);
  parsed = Object.freeze({
    gatewayUrl: withoutTrailingSlash(result.data.BONDED_PUBLIC_URL),
    blobUrl: withoutTrailingSlash(result.data.BONDED_BLOB_URL),
    sessionSecret: result.data.NEXTAUTH_SECRET,
    consoleUrl: withoutTrailingSlash(result.data.NEXTAUTH_URL),
  });
  return parsed;
}

/** True in `next dev`, where the framework's own tooling needs a looser script policy. */
export const isDevelopment = process.env.NODE_ENV === 'development';
