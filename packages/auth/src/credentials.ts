import { Secret } from '@bonded/kernel';
import { type ApiKey, apiKeyMark, parseApiKey } from './api-key.ts';
import { passwordBytesMax } from './password.ts';
import { tokenCharsMax } from './token-kind.ts';

/** What a request brings to say who sends it. Nothing here has been verified against anything. */
export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'malformed'; readonly reason: string }
  | { readonly kind: 'api-key'; readonly apiKey: Secret<ApiKey> }
  | { readonly kind: 'access-token'; readonly token: Secret }
  | { readonly kind: 'password'; readonly username: string; readonly password: Secret };

type HeaderValue = string | readonly string[] | undefined;

export interface CredentialHeaders {
  readonly authorization?: HeaderValue;
  readonly 'x-nuget-apikey'?: HeaderValue;
}

const headerCharsMax = 8192;
const usernameCharsMax = 256;
/** The user name by which twine and others say that the password is a token. */
const tokenUsername = '__token__';
const accessTokenPattern = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const unprintable = /\p{Cc}/u;

/**
 * Finds the credential of a request, wherever a client could put it: Bearer, Basic (with a
 * password, or a key under any user name), a bare token as cargo sends it, `X-NuGet-ApiKey`.
 * Pure and bounded: a mistyped key is `malformed` before anything is looked up.
 */
export function parseCredential(headers: CredentialHeaders): Credential {
  const nuget = valuesOf(headers['x-nuget-apikey']);
  const authorization = valuesOf(headers.authorization);
  if (nuget.length > 1 || authorization.length > 1) {
    return malformed('A credential header appears twice.');
  }
  if ([...nuget, ...authorization].some((value) => value.length > headerCharsMax)) {
    return malformed('A credential header is too long.');
  }
  const [nugetKey] = nuget;
  const [value] = authorization;
  // NuGet clients must send some key: beside Authorization only one of ours counts.
  if (nugetKey && (!value || nugetKey.startsWith(apiKeyMark))) return readToken(nugetKey);
  return value ? readAuthorization(value) : { kind: 'none' };
}

function readAuthorization(value: string): Credential {
  const [scheme = '', rest, ...more] = value.split(/ +/);
  if (rest === undefined) return readToken(scheme);
  if (more.length > 0) return malformed('The Authorization header has too many parts.');
  if (/^bearer$/i.test(scheme)) return readToken(rest);
  if (/^basic$/i.test(scheme)) return readBasic(rest);
  return malformed('The Authorization scheme is neither Bearer nor Basic.');
}

function readToken(text: string): Credential {
  if (text.startsWith(apiKeyMark)) return readApiKey(text);
  if (text.length <= tokenCharsMax && accessTokenPattern.test(text)) {
    return { kind: 'access-token', token: new Secret(text) };
  }
  return malformed('This is neither an API key nor an access token.');
}

function readApiKey(text: string): Credential {
  const apiKey = parseApiKey(text);
  if (!apiKey) return malformed('The API key is mistyped: its checksum does not fit.');
  return { kind: 'api-key', apiKey: new Secret(apiKey) };
}

/** Basic credentials (RFC 7617): base64 of `user:password`, split at the first colon. */
function readBasic(encoded: string): Credential {
  const text = decodeBase64(encoded);
  const colon = text?.indexOf(':') ?? -1;
  if (text === undefined || colon < 0) return malformed('Basic credentials are not well formed.');
  const [username, password] = [text.slice(0, colon), text.slice(colon + 1)];
  if (password.startsWith(apiKeyMark)) return readApiKey(password);
  // Some clients put the key where the user name goes and leave the password empty.
  if (password === '' && username.startsWith(apiKeyMark)) return readApiKey(username);
  if (username === tokenUsername) return readToken(password);
  return readPassword(username, password);
}

function readPassword(username: string, password: string): Credential {
  if (username === '' || password === '') return malformed('User name or password is empty.');
  if (username.length > usernameCharsMax || Buffer.byteLength(password) > passwordBytesMax) {
    return malformed('User name or password is too long.');
  }
  if (unprintable.test(username) || unprintable.test(password)) {
    return malformed('User name or password contains a control character.');
  }
  return { kind: 'password', username, password: new Secret(password) };
}

/** UTF-8 text from standard base64, padded or not; `undefined` for anything else. */
function decodeBase64(encoded: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64'));
  } catch {
    return undefined;
  }
}

function valuesOf(value: HeaderValue): readonly string[] {
  const values = typeof value === 'string' ? [value] : (value ?? []);
  return values.map((text) => text.trim()).filter((text) => text !== '');
}

function malformed(reason: string): Credential {
  return { kind: 'malformed', reason };
}
