import { accessDenied, unauthenticated } from '@bonded/core/access';
import { revokeApiKey } from '@bonded/core/keys';
import type { FormatCall } from '../format.ts';
import { sendJson } from './send-json.ts';

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
