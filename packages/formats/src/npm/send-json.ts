import type { FormatCall } from '../format.ts';

/** Answers with JSON that nobody may keep. */
export async function sendJson(
  call: Pick<FormatCall, 'reply'>,
  status: number,
  body: unknown,
): Promise<void> {
  await call.reply
    .code(status)
    .header('content-type', 'application/json')
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(JSON.stringify(body)));
}
