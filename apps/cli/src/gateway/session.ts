import { z } from 'zod';
import { notSignedIn } from '../errors.ts';
import type { Environment } from '../settings.ts';
import { faultOf, jsonOf, readAnswer, send } from './answers.ts';
import { withFileLock } from './file-lock.ts';
import { type Profile, profilePath, readProfile, writeProfile } from './profile.ts';
import { userAgent } from './user-agent.ts';

const tokenPair = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Seconds. */
  expiresIn: z.number(),
});

type TokenPair = z.output<typeof tokenPair>;

/** A token is renewed this long before it ends. */
const renewBeforeMs = 60_000;

/** Who speaks, and to which gateway: from the environment, or from the stored sign-in. */
export class Session {
  readonly #environment: Environment;
  readonly #signal: AbortSignal;
  #profile: Profile | null = null;

  constructor(environment: Environment, signal: AbortSignal) {
    this.#environment = environment;
    this.#signal = signal;
  }

  /** The gateway's address, without a trailing slash. Errors: CLI_NOT_SIGNED_IN. */
  async url(): Promise<string> {
    const url = this.#environment.url ?? (await readProfile(this.#environment.configFolder))?.url;
    if (url === undefined) throw signInFirst();
    return baseUrl(url);
  }

  /** A token that is good for at least a minute. Errors: CLI_NOT_SIGNED_IN, SESSION_ENDED. */
  async token(): Promise<string> {
    if (this.#environment.token !== null) return this.#environment.token;
    this.#profile ??= await this.#read();
    if (!isFresh(this.#profile)) this.#profile = await this.#renew();
    return this.#profile.accessToken;
  }

  /** What is stored, if it is for the gateway that is spoken to: tokens go to no other. */
  async #read(): Promise<Profile> {
    const profile = await readProfile(this.#environment.configFolder);
    if (profile === null || profile.url !== (await this.url())) throw signInFirst();
    return profile;
  }

  /**
   * A refresh token is good once: spent a second time it ends the session. So one process at a time
   * renews, and the others read what it wrote.
   */
  #renew(): Promise<Profile> {
    const { configFolder } = this.#environment;
    return withFileLock(`${profilePath(configFolder)}.lock`, this.#signal, async () => {
      const stored = await this.#read();
      if (isFresh(stored)) return stored;
      const body = { refreshToken: stored.refreshToken };
      const pair = await postTokens(`${stored.url}/api/auth/refresh`, body, this.#signal);
      const renewed = profileOf(stored.url, pair);
      await writeProfile(configFolder, renewed);
      return renewed;
    });
  }
}

function isFresh(profile: Profile): boolean {
  return profile.accessExpiresAt - Date.now() > renewBeforeMs;
}

function signInFirst() {
  return notSignedIn('You are not signed in there. Run: bonded login --url <gateway>');
}

/** An address as typed, as it is stored and compared. Errors: CLI_NOT_SIGNED_IN. */
export function baseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text)) {
    throw notSignedIn(`"${text}" is not the address of a gateway, such as https://bonded.example.`);
  }
  return withoutSlash(text);
}

/** Paths are put behind an address with the slash that they begin with. */
export function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

export function profileOf(url: string, tokens: TokenPair): Profile {
  const { accessToken, refreshToken, expiresIn } = tokens;
  return { url, accessToken, refreshToken, accessExpiresAt: Date.now() + expiresIn * 1000 };
}

/** Posts to a sign-in address and reads the tokens it gives. */
export async function postTokens(
  address: string,
  body: object,
  signal: AbortSignal,
): Promise<TokenPair> {
  const response = await send(new URL(address), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
    body: JSON.stringify(body),
    signal,
  });
  if (!response.ok) throw await faultOf(response);
  return readAnswer(tokenPair, await jsonOf(response));
}
