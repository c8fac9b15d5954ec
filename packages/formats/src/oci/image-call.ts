import type { FormatCall } from '../format.ts';

/** A request about one image. */
export interface ImageCall extends FormatCall {
  readonly image: string;
  /** The last segment of the address; empty where it has none. */
  readonly reference: string;
  /** The address of the image, as clients wrote it: they resolve what follows against the host. */
  readonly imagePath: string;
}

/** Sends an answer without a body. */
export async function answer(
  call: FormatCall,
  status: number,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  await call.reply
    .code(status)
    .headers({ 'content-length': '0', ...headers })
    .send();
}

/** Sends JSON as it is: the framework would add a charset, which registries never say. */
export async function sendJson(
  call: Pick<FormatCall, 'reply'>,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  await call.reply
    .code(200)
    .headers({ 'content-type': 'application/json', 'cache-control': 'private, no-store' })
    .headers(headers)
    .send(Buffer.from(JSON.stringify(body)));
}
