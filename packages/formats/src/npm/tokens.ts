import { unauthenticated } from '@bonded/core/access';
import { parseInput } from '@bonded/core/input';
import { listApiKeys, logInForKey, revokeApiKey } from '@bonded/core/keys';
import { readJson } from '@bonded/http';
import { z } from 'zod';
import type { FormatCall } from '../format.ts';
import type { NpmParams } from './route.ts';
import { sendJson } from './send-json.ts';
import { tokenExpiry } from './token-expiry.ts';

const bodyBytesMax = 64 * 1024;
const daysMax = 3650;

/** What a token is asked to be. What we cannot keep it to is refused, never passed over. */
const wanted = z.object({
  password: z.string().max(4096),
  name: z.string().max(100).optional(),
  readonly: z.boolean().default(false),
  expires: z.number().int().min(1).max(daysMax).optional(),
  packages_and_scopes_permission: z.enum(['read-only', 'read-write']).optional(),
  cidr_whitelist: z.array(z.string()).max(0, 'Tokens are not bound to addresses here.').nullish(),
  packages: z.array(z.string()).max(0, 'A token opens this whole repository.').optional(),
  scopes: z.array(z.string()).max(0, 'A token opens this whole repository.').optional(),
  orgs: z.array(z.string()).max(0, 'There are no organisations here.').optional(),
});

const readOnly = ['repository:read', 'artifact:read', 'artifact:download'] as const;

type ListedKey = Awaited<ReturnType<typeof listApiKeys>>[number];

/**
 * A key in npm's words: its id is what it is deleted by, its beginning all that is shown. npm blots
 * out whatever looks like a UUID, so the id goes without its dashes.
 */
function described(key: ListedKey) {
  const { id, name, prefix, createdAt, actions } = key;
  return {
    key: id.replaceAll('-', ''),
    token: prefix,
    name,
    cidr_whitelist: null,
    readonly: actions.length > 0 && !actions.includes('artifact:publish'),
    created: createdAt.toISOString(),
    updated: createdAt.toISOString(),
    ...(key.expiresAt && { expires: key.expiresAt.toISOString() }),
  };
}

/** `GET -/npm/v1/tokens`: all in one page. */
export async function listTokens(call: FormatCall): Promise<void> {
  const keys = await listApiKeys(call.ports, call.actor);
  await sendJson(call, 200, { objects: keys.map(described), total: keys.length, urls: {} });
}

/**
 * `POST -/npm/v1/tokens`: a key for this repository. It takes the password: a key alone makes no
 * further keys.
 */
export async function createToken(call: FormatCall): Promise<void> {
  const { ports, actor, repository, request, signal } = call;
  if (actor.userId === null) throw unauthenticated('You are not signed in.');
  const body = await readJson(request.raw, { bytesMax: bodyBytesMax, signal });
  const { password, ...limits } = parseInput(wanted, body);
  const isReadOnly = limits.readonly || limits.packages_and_scopes_permission === 'read-only';
  const { apiKey, secret } = await logInForKey(
    ports,
    actor.origin,
    {
      username: actor.name,
      password,
      key: {
        name: limits.name ?? `npm token for ${repository.project.slug}/${repository.slug}`,
        project: repository.project.slug,
        repository: repository.slug,
        actions: isReadOnly ? readOnly : null,
        expiresAt: tokenExpiry(call, limits.expires),
      },
    },
    signal,
  );
  await sendJson(call, 201, { ...described(apiKey), token: secret });
}

/** `DELETE -/npm/v1/tokens/token/{key}`: by the id that the list gave. */
export async function deleteToken(call: FormatCall, params: NpmParams): Promise<void> {
  const id = (params['key'] ?? '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  await revokeApiKey(call.ports, call.actor, { id });
  await sendJson(call, 200, { ok: true });
}
