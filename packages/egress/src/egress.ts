import type { Secret } from '@bonded/kernel';

/**
 * The one way out: every address that came from outside (an upstream, a database, where a redirect
 * leads) is asked through here, so that none of them makes us ask ourselves or our neighbours.
 */
export interface Egress {
  /**
   * Sends one request and follows its redirects, each checked like the first. An answer of any
   * status is an answer; so is a redirect that names no place. Throws EGRESS_REFUSED (a network or
   * a scheme that is not asked, credentials in an address), EGRESS_FAILED (no connection, silence,
   * an answer that breaks off, too many redirects, any redirect of a POST), or the signal's reason.
   */
  fetch(request: EgressRequest): Promise<EgressResponse>;

  /** Breaks off what is under way, and keeps nothing open. */
  close(): Promise<void>;
}

export interface EgressRequest {
  /** http or https, without credentials. */
  readonly url: URL;
  /** A redirect of a POST is an error: what was meant for one place is not sent to another. */
  readonly method?: 'GET' | 'HEAD' | 'POST';
  /** Of a POST. */
  readonly body?: Uint8Array;
  /** Sent to every place that a redirect leads to, save those that carry credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The value of `Authorization`. It goes to the origin of `url`, and never on to another. */
  readonly authorization?: Secret | undefined;
  /** Ends the request, and the body as long as it is read. */
  readonly signal: AbortSignal;
}

/** Dispose of it in any case: what was not read holds a connection. */
export interface EgressResponse extends AsyncDisposable {
  readonly status: number;
  /** Names in lower case; what came more than once is joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the answer came from, after redirects. */
  readonly url: URL;
  /**
   * The bytes as they came over the wire: never decompressed, and bounded by whoever reads them.
   * Can be read once. Throws EGRESS_FAILED where it breaks off or falls silent, or the signal's
   * reason.
   */
  readonly body: AsyncIterable<Uint8Array>;
}
