import { parseInput } from '@bonded/core/input';
import { collectKey, logInForKey, requestKey } from '@bonded/core/keys';
import { readJson } from '@bonded/http';
import { z } from 'zod';
import type { SignInCall } from '../format.ts';
import { sendJson } from './send-json.ts';
import { tokenExpiry } from './token-expiry.ts';

const bodyBytesMax = 64 * 1024;
const passwordBody = z.object({ name: z.string().max(256), password: z.string().max(4096) });

/** How often npm asks whether somebody has answered. */
const pollSeconds = 1;

/**
 * Where `npm login` signs in, of either kind: what it gets is a token that opens this repository
 * and nothing else.
 */
export async function signIn(call: SignInCall): Promise<boolean> {
  const [dash, first, second, third, ...beyond] = call.segments;
  if (dash !== '-' || beyond.length > 0) return false;
  const { method } = call;
  const isUser = first === 'user' && second !== undefined && third === undefined;
  if (isUser && method === 'PUT') return done(signInByPassword(call));
  if (first !== 'v1') return false;
  if (method === 'POST' && second === 'login' && third === undefined) return done(begin(call));
  if (method === 'GET' && second === 'done' && third !== undefined) return done(poll(call, third));
  return false;
}

async function done(answer: Promise<void>): Promise<true> {
  await answer;
  return true;
}

/** `PUT -/user/org.couchdb.user:{name}`: a password for a token. */
async function signInByPassword(call: SignInCall): Promise<void> {
  const { ports, origin, place, request, signal } = call;
  const sent = await readJson(request.raw, { bytesMax: bodyBytesMax, signal });
  const { name: username, password } = parseInput(passwordBody, sent);
  const key = { name: keyName(call), ...place, expiresAt: tokenExpiry(call) };
  const { apiKey, secret } = await logInForKey(ports, origin, { username, password, key }, signal);
  const id = `org.couchdb.user:${username}`;
  await sendJson(call, 201, { ok: true, id, rev: apiKey.id, token: secret });
}

/**
 * `POST -/v1/login`: a page where a person says that it is them, and an address where npm waits for
 * it. Neither of the two is worth anything to who has the other.
 */
async function begin(call: SignInCall): Promise<void> {
  const { ports, origin, place, baseUrl } = call;
  const { id, secret } = await requestKey(ports, origin, place);
  await sendJson(call, 200, {
    loginUrl: `${ports.addresses.consoleUrl}/key-requests/${id}`,
    doneUrl: `${baseUrl}/-/v1/done/${secret}`,
  });
}

/** `GET -/v1/done/{secret}`: 202 until somebody has answered, then the token, once. */
async function poll(call: SignInCall, secret: string): Promise<void> {
  const { ports, origin } = call;
  const wanted = { secret, name: keyName(call), expiresAt: tokenExpiry(call) };
  const collected = await collectKey(ports, origin, wanted);
  if (collected !== null) return sendJson(call, 200, { token: collected.secret });
  call.reply.header('retry-after', String(pollSeconds));
  return sendJson(call, 202, {});
}

function keyName({ place }: SignInCall): string {
  return `npm login to ${place.project}/${place.repository}`;
}
