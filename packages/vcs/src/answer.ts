import type { Secret } from '@bonded/kernel';

/** As the guarded way out takes it. */
export interface AskRequest {
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly authorization?: Secret | undefined;
  readonly signal: AbortSignal;
}

export interface Answer extends AsyncDisposable {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly url: URL;
  readonly body: AsyncIterable<Uint8Array>;
}

export type Ask = (request: AskRequest) => Promise<Answer>;
