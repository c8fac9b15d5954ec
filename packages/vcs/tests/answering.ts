import { Secret } from '@bonded/kernel';
import type { Answer, AskRequest, KeptPage, VcsCall, VcsDriver } from '@bonded/vcs';

export interface Sample {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Asked {
  readonly url: string;
  readonly authorization: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** A call whose forge answers from samples, by address; anything else is not found. */
export function answering(
  driver: VcsDriver,
  url: string,
  samples: Readonly<Record<string, Sample>>,
  { apiUrl = null, userName = null }: { apiUrl?: string | null; userName?: string | null } = {},
): { readonly call: VcsCall; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const pages = new Map<string, KeptPage>();
  const ask = (request: AskRequest): Promise<Answer> => {
    const { headers = {}, authorization } = request;
    asked.push({ url: request.url.href, authorization: authorization?.reveal(), headers });
    const sample = samples[request.url.href] ?? { status: 404 };
    const { status = 200, body = '' } = sample;
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const { etag } = sample.headers ?? {};
    const isKnown = etag !== undefined && headers['if-none-match'] === etag;
    return Promise.resolve({
      status: isKnown ? 304 : status,
      headers: sample.headers ?? {},
      url: request.url,
      body: (async function* chunks() {
        yield await Promise.resolve(isKnown ? Buffer.alloc(0) : bytes);
      })(),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  };
  const call: VcsCall = {
    place: driver.place({ url: new URL(url), apiUrl: apiUrl === null ? null : new URL(apiUrl) }),
    credential: { userName, secret: new Secret('s3cret') },
    ask,
    pages: {
      get: (address) => Promise.resolve(pages.get(address) ?? null),
      put: (address, page) => Promise.resolve(void pages.set(address, page)),
    },
    signal: new AbortController().signal,
  };
  return { call, asked };
}
