import { holdersFor, type RepositoryWithProject } from '@bonded/core/repositories';
import { parseJson } from '@bonded/http';
import { AppError } from '@bonded/kernel';
import { z } from 'zod';
import type { FormatCall } from '../format.ts';
import { sendJson } from './send-json.ts';

const keyType = 'ecdsa-sha2-nistp256';
const keysMax = 50;
const charsMax = 1_024;

const key = z.object({
  expires: z.string().max(charsMax).nullable(),
  keyid: z.string().max(charsMax),
  keytype: z.string().max(charsMax),
  scheme: z.string().max(charsMax),
  key: z.string().max(charsMax),
});
const document = z.object({ keys: z.array(z.unknown()) });

type SigningKey = z.output<typeof key>;

/**
 * `GET -/npm/v1/keys`: what `npm audit signatures` verifies `dist.signatures` by, which are all
 * ours. What an upstream states of a tarball is signed by keys of its own: those follow, and none
 * of them takes the place of ours.
 */
export async function signingKeys(call: FormatCall): Promise<void> {
  const { keyId, publicKey } = call.ports.packageSigningKey;
  const own = { expires: null, keyid: keyId, keytype: keyType, scheme: keyType, key: publicKey };
  const holders = await holdersFor(call.ports, call.actor, call.repository);
  const proxies = holders.filter(({ kind }) => kind === 'PROXY');
  const told = await Promise.all(proxies.map((proxy) => keysOf(call, proxy)));
  const keys = new Map<string, SigningKey>([[own.keyid, own]]);
  for (const each of told.flat()) if (!keys.has(each.keyid)) keys.set(each.keyid, each);
  await sendJson(call, 200, { keys: [...keys.values()] });
}

/** None where upstream says none, or nothing. */
async function keysOf(
  { ports }: FormatCall,
  proxy: RepositoryWithProject,
): Promise<readonly SigningKey[]> {
  try {
    const found = await ports.upstreams.document(proxy, '-/npm/v1/keys');
    const { data } = document.safeParse(found === null ? null : parseJson(found.bytes));
    return (data?.keys ?? []).slice(0, keysMax).flatMap((each) => key.safeParse(each).data ?? []);
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}
