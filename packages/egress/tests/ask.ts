import { Buffer } from 'node:buffer';
import type { Egress, EgressRequest } from '@bonded/egress';
import { type EgressOptions, openEgress } from '@bonded/egress/undici';
import { afterTest } from '@bonded/testing';

/** A way out that is closed after the test. Only this machine's usual address is allowed. */
export function openWay(options: Partial<EgressOptions> = {}): Egress {
  const egress = openEgress({ allowedNetworks: ['127.0.0.1/32'], ...options });
  afterTest(() => egress.close());
  return egress;
}

/** Asks, reads the whole answer, and disposes of it. */
export async function ask(
  egress: Egress,
  url: string,
  request: Partial<EgressRequest> = {},
): Promise<{ status: number; url: string; text: string; headers: Record<string, string> }> {
  const { signal } = new AbortController();
  await using answer = await egress.fetch({ url: new URL(url), signal, ...request });
  const chunks: Uint8Array[] = [];
  for await (const chunk of answer.body) chunks.push(chunk);
  const { status, headers } = answer;
  const text = Buffer.concat(chunks).toString('latin1');
  return { status, url: answer.url.href, text, headers: { ...headers } };
}
