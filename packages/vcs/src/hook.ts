import { createHmac, randomBytes } from 'node:crypto';
import type { Secret } from '@bonded/kernel';

/** A call to the address that a forge tells of pushes. */
export interface Hook {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly secret: Secret;
  readonly now: Date;
}

/** Refs may have moved, or something else happened that we do not mind. */
export type HookEvent = 'push' | 'other';

/** How old a message may be that carries its own time. */
const toleranceMs = 5 * 60_000;

export function hmacHex({ body, secret }: Pick<Hook, 'body' | 'secret'>): string {
  return createHmac('sha256', secret.reveal()).update(body).digest('hex');
}

const comparisonKey = randomBytes(32);

/** Compares under a key that nobody knows: how long it takes says nothing of either text. */
export function sameText(given: string | undefined, wanted: string): boolean {
  if (given === undefined) return false;
  const [a, b] = [given, wanted].map((text) =>
    createHmac('sha256', comparisonKey).update(text).digest('hex'),
  );
  return a === b;
}

/** `sha256=` and the signature, as GitHub began it. */
export function hasHubSignature(hook: Hook, header: string): boolean {
  return sameText(hook.headers[header]?.toLowerCase(), `sha256=${hmacHex(hook)}`);
}

/** Standard Webhooks: identifier, time and body under one signature of perhaps several. */
export function hasStandardSignature({ headers, body, secret, now }: Hook): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signed } = headers;
  if (id === undefined || time === undefined || signed === undefined) return false;
  if (Math.abs(now.getTime() - Number(time) * 1000) > toleranceMs) return false;
  const key = keyOf(secret.reveal());
  const content = Buffer.concat([Buffer.from(`${id}.${time}.`), body]);
  const wanted = `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
  return signed.split(' ').some((each) => sameText(each, wanted));
}

function keyOf(secret: string): Buffer {
  const prefix = 'whsec_';
  return secret.startsWith(prefix)
    ? Buffer.from(secret.slice(prefix.length), 'base64')
    : Buffer.from(secret);
}
