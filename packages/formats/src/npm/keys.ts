import type { FormatCall } from '../format.ts';
import { sendJson } from './send-json.ts';

const keyType = 'ecdsa-sha2-nistp256';

/** `GET -/npm/v1/keys`: what `npm audit signatures` verifies `dist.signatures` by. */
export function signingKeys(call: FormatCall): Promise<void> {
  const { keyId, publicKey } = call.ports.packageSigningKey;
  const key = { expires: null, keyid: keyId, keytype: keyType, scheme: keyType, key: publicKey };
  return sendJson(call, 200, { keys: [key] });
}
