import { accessDenied, unauthenticated } from '@bonded/core/access';
import { parseInput } from '@bonded/core/input';
import { logInForKey, revokeApiKey } from '@bonded/core/keys';
import { readJson } from '@bonded/http';
import { z } from 'zod';
import type { FormatCall } from '../format.ts';
import { sendJson } from './send-json.ts';

const bodyBytesMax = 64 * 1024;
const login = z.object({ name: z.string().max(256), password: z.string().max(4096) });

/** How long a token lives that npm keeps in a file, where nobody asks for another time. */
const tokenDays = 90;
const dayMs = 24 * 60 * 60 * 1000;

export function tokenExpiry({ ports }: FormatCall, days: number = tokenDays): Date {
  return new Date(ports.clock.now().getTime() + days * dayMs);
}

/**
 * `PUT -/user/org.couchdb.user:{name}`: a password for a token that opens this repository and
 * nothing else.
 */
export async function logIn(call: FormatCall): Promise<void> {
  const { ports, actor, repository, request, signal } = call;
  const body = parseInput(login, await readJson(request.raw, { bytesMax: bodyBytesMax, signal }));
  const { apiKey, secret } = await logInForKey(
    ports,
    actor.origin,
    {
      username: body.name,
      password: body.password,
      key: {
        name: `npm login to ${repository.project.slug}/${repository.slug}`,
        project: repository.project.slug,
        repository: repository.slug,
        expiresAt: tokenExpiry(call),
      },
    },
    signal,
  );
  await sendJson(call, 201, {
    ok: true,
    id: `org.couchdb.user:${body.name}`,
    rev: apiKey.id,
    token: secret,
  });
}

/** `DELETE -/user/token/{token}`: `npm logout` ends the key it used. */
export async function logOut(call: FormatCall): Promise<void> {
  const { actor } = call;
  if (actor.apiKeyId === null) throw accessDenied('Only a token can be logged out.');
  await revokeApiKey(call.ports, actor, { id: actor.apiKeyId });
  await sendJson(call, 200, { ok: true });
}

/** `GET -/whoami`. */
export async function whoAmI(call: FormatCall): Promise<void> {
  if (call.actor.kind === 'anonymous') throw unauthenticated('You are not signed in.');
  await sendJson(call, 200, { username: call.actor.name });
}

/** `GET -/npm/v1/user`. */
export async function profile(call: FormatCall): Promise<void> {
  if (call.actor.kind === 'anonymous') throw unauthenticated('You are not signed in.');
  await sendJson(call, 200, { name: call.actor.name, tfa: null });
}

/** `GET -/ping`. */
export function ping(call: FormatCall): Promise<void> {
  return sendJson(call, 200, {});
}
