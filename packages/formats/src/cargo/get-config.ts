import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import { sendJson } from '../send-json.ts';

/**
 * `GET config.json`: where the rest is. A private repository says that a token goes with every
 * request; without one this very file is refused, which makes cargo come back with it.
 */
export async function getConfig(call: FormatCall): Promise<void> {
  requireReader(call);
  await sendJson(call, 200, {
    dl: `${call.baseUrl}/api/v1/crates`,
    api: call.baseUrl,
    'auth-required': !call.repository.isPublic,
  });
}
