import { type AppError, Secret } from '@bonded/kernel';
import type { Answer } from './answer.ts';
import { vcsNotFound, vcsRateLimited, vcsRefused, vcsTooLarge, vcsUnavailable } from './errors.ts';
import { pauseOf } from './rate.ts';
import type { VcsCall, VcsCredential } from './vcs-driver.ts';

/** How a forge wants its credential written. */
export type Scheme = (credential: VcsCredential) => Secret;

/** `Basic` for a name with a secret, `Bearer` for a token that stands alone. */
export const bearerOrBasic: Scheme = ({ userName, secret }) =>
  userName === null
    ? new Secret(`Bearer ${secret.reveal()}`)
    : new Secret(
        `Basic ${Buffer.from(`${userName}:${secret.reveal()}`, 'utf8').toString('base64')}`,
      );

export interface Wish {
  readonly url: URL;
  readonly scheme?: Scheme;
  readonly headers?: Readonly<Record<string, string>>;
  readonly post?: Uint8Array;
}

/**
 * Asks one address of a repository, with its credential where it belongs. Statuses that mean the
 * same for every forge are errors here; 404 and 304 are answers.
 */
export async function askVcs(call: VcsCall, wish: Wish): Promise<Answer> {
  const { url, scheme = bearerOrBasic, headers = {}, post } = wish;
  const { credential, place, signal } = call;
  const isAtHome = place.origins.includes(url.origin);
  const answer = await call.ask({
    url,
    headers: { 'accept-encoding': 'identity', ...headers },
    ...(post !== undefined && { method: 'POST', body: post }),
    authorization: credential !== null && isAtHome ? scheme(credential) : undefined,
    signal,
  });
  const failure = failureOf(answer);
  if (failure === null) return answer;
  await answer[Symbol.asyncDispose]();
  throw failure;
}

function failureOf({ status, headers, url: { host } }: Answer): AppError | null {
  if (status === 429 || status === 403) {
    const until = pauseOf(status, headers, Date.now());
    if (until !== null) {
      const message = `${host} wants no more requests until ${new Date(until).toISOString()}.`;
      return vcsRateLimited(message, { details: { until } });
    }
  }
  if (status === 401) return vcsRefused(`${host} does not take the credential, or asks for one.`);
  if (status === 403) return vcsRefused(`${host} does not let the credential read this.`);
  if (status >= 500 || status === 429) {
    return vcsUnavailable(`${host} answered with status ${status}.`, { details: { status } });
  }
  return null;
}

/** The whole body. Throws VCS_TOO_LARGE. */
export async function readAnswer({ body, url }: Answer, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of body) {
    total += chunk.length;
    if (total > bytesMax) throw vcsTooLarge(`${url.host} sent more than we read.`);
    // A chunk is valid until the next one is asked for.
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

/** 200, or what its absence means. */
export function requireOk({ status, url }: Answer): void {
  if (status === 200) return;
  if (status === 404 || status === 410) {
    throw vcsNotFound(`${url.host} has no such repository, or the credential may not see it.`);
  }
  throw vcsUnavailable(`${url.host} answered with status ${status}.`, { details: { status } });
}
