import type { ApiKey } from '@bonded/database';
import type { RequestOrigin } from '../access/index.ts';
import {
  actorOf,
  checkPassword,
  type IdentityPorts,
  loadGrants,
  type SignInInput,
} from '../identity/index.ts';
import { type CreateApiKeyInput, createApiKey } from './create-api-key.ts';

/**
 * Trades a user name and password for an API key: what `npm login` and its like keep in their
 * configuration.
 * Errors: SIGN_IN_FAILED, LOGIN_RATE_LIMITED and those of `createApiKey`.
 */
export async function logInForKey(
  ports: IdentityPorts,
  origin: RequestOrigin,
  input: SignInInput & { readonly key: CreateApiKeyInput },
  signal: AbortSignal,
): Promise<{ readonly apiKey: ApiKey; readonly secret: string }> {
  const user = await checkPassword(ports, origin, input, signal);
  const grants = await loadGrants(ports.database, user.id);
  return createApiKey(ports, { ...actorOf(user, origin), grants }, input.key);
}
