import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
} from 'node:crypto';
import { newId } from '@bonded/kernel';
import { CompactEncrypt } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { KeyRing } from './key-ring.ts';
import { type GeneratedKey, generateSigningKey } from './signing-key.ts';
import { tokenKinds } from './token-kind.ts';
import { TokenVerifier } from './token-verifier.ts';

const issuer = 'https://bonded.test';
const now = new Date('2030-01-01T00:00:00Z');
const iat = now.getTime() / 1000;
const patient = new AbortController().signal;
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

const claims = {
  iss: issuer,
  aud: 'bonded',
  sub: newId(),
  sid: newId(),
  iat,
  nbf: iat,
  exp: iat + 900,
  jti: newId(),
};

let key: GeneratedKey;
let verifier: TokenVerifier;
beforeAll(async () => {
  key = await generateSigningKey({ activeFrom: now, expiresAt: new Date(Date.now() * 2) });
  const ring = new KeyRing([key]);
  const findKey = (kid: string) => ring.verificationKey(kid, now);
  verifier = new TokenVerifier({ findKey, issuer, clock: { now: () => now } });
});

/** The base64url of JSON, or of text as it is. */
function segment(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString(
    'base64url',
  );
}

function signed(header: unknown, payload: unknown, privateKey: KeyObject = key.privateKey): string {
  const input = `${segment(header)}.${segment(payload)}`;
  return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`;
}

const head = (changes: object = {}) => ({ alg: 'RS256', kid: key.kid, typ: 'at+jwt', ...changes });
const body = (changes: object = {}) => ({ ...claims, ...changes });
const withHead = (changes: object) => signed(head(changes), body());
const withBody = (changes: object) => signed(head(), body(changes));
const strangerJwk = () => ({ ...stranger.publicKey.export({ format: 'jwk' }), kid: key.kid });

function hs256WithPublicKey(): string {
  const publicKey = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' });
  const input = `${segment(head({ alg: 'HS256' }))}.${segment(body())}`;
  return `${input}.${createHmac('sha256', publicKey).update(input).digest('base64url')}`;
}

async function compressedJwe(): Promise<string> {
  return new CompactEncrypt(Buffer.from(JSON.stringify(body())))
    .setProtectedHeader({ alg: 'RSA-OAEP', enc: 'A256GCM', kid: key.kid, zip: 'DEF' })
    .encrypt(stranger.publicKey);
}

/** Every way we know in which a token of somebody else, or of another use, was once believed. */
const negatives: Record<string, () => string | Promise<string>> = {
  'alg none, no signature': () => `${segment(head({ alg: 'none' }))}.${segment(body())}.`,
  'alg None with the old signature': () => withHead({ alg: 'None' }),
  'HS256 with the public key as secret': hs256WithPublicKey,
  'RS512 by the right key': () => withHead({ alg: 'RS512' }),
  'PS256 named over an RS256 signature': () => withHead({ alg: 'PS256' }),
  'jku header': () => withHead({ jku: 'https://evil.test/jwks.json' }),
  'x5u header': () => withHead({ x5u: 'https://evil.test/cert.pem' }),
  'x5c header': () => withHead({ x5c: ['MIIB'] }),
  'jwk header with the key that signed': () =>
    signed(head({ jwk: strangerJwk() }), body(), stranger.privateKey),
  'our kid, signed by another key': () => signed(head(), body(), stranger.privateKey),
  'unknown kid': () => withHead({ kid: 'somebody-else' }),
  'kid as a path': () => withHead({ kid: '../../dev/null' }),
  'empty kid': () => withHead({ kid: '' }),
  'missing kid': () => signed({ alg: 'RS256', typ: 'at+jwt' }, body()),
  'kid that is a list': () => withHead({ kid: [key.kid] }),
  'kid of the prototype': () => withHead({ kid: '__proto__' }),
  'crit naming nothing known': () => withHead({ crit: ['exp'], exp: iat }),
  'b64 false': () => withHead({ b64: false, crit: ['b64'] }),
  'typ JWT, as an id token has': () => withHead({ typ: 'JWT' }),
  'typ with the media type prefix': () => withHead({ typ: 'application/at+jwt' }),
  'missing typ': () => signed({ alg: 'RS256', kid: key.kid }, body()),
  'duplicate member in the header': () =>
    signed(`{"alg":"RS256","kid":"x","kid":"${key.kid}","typ":"at+jwt"}`, body()),
  'wrong audience': () => withBody({ aud: 'another' }),
  'audience among others': () => withBody({ aud: ['bonded', 'another'] }),
  'missing audience': () => withBody({ aud: undefined }),
  'wrong issuer': () => withBody({ iss: 'https://evil.test' }),
  'issuer with a trailing slash': () => withBody({ iss: `${issuer}/` }),
  'missing exp': () => withBody({ exp: undefined }),
  'exp as text': () => withBody({ exp: String(iat + 900) }),
  'exp with a fraction': () => withBody({ exp: iat + 0.5 }),
  'exp a century away': () => withBody({ exp: iat + 3_000_000_000 }),
  'exp a second beyond the longest life': () =>
    withBody({ exp: iat + tokenKinds.access.lifetimeSecondsMax + 1 }),
  'exp of infinity': () =>
    signed(head(), JSON.stringify(body()).replace(/"exp":\d+/, '"exp":1e999')),
  'exp before iat': () => withBody({ iat, exp: iat - 1 }),
  'iat in the future': () => withBody({ iat: iat + 60, exp: iat + 90 }),
  'nbf in the future': () => withBody({ nbf: iat + 60 }),
  'missing iat': () => withBody({ iat: undefined }),
  'missing jti': () => withBody({ jti: undefined }),
  'missing session': () => withBody({ sid: undefined }),
  'empty subject': () => withBody({ sub: '' }),
  'subject that is an object': () => withBody({ sub: { id: claims.sub } }),
  'a claim nobody checks': () => withBody({ admin: true }),
  'duplicate claim': () =>
    signed(head(), JSON.stringify(body()).replace('{', `{"sub":"${newId()}",`)),
  'blanks between the claims': () => signed(head(), JSON.stringify(body(), null, 1)),
  'a payload that is a list': () => signed(head(), [body()]),
  'a payload that is no JSON': () => signed(head(), 'sub=admin'),
  'more characters than any token': () => withBody({ sub: 'x'.repeat(8_000) }),
  'a compressed JWE': compressedJwe,
  'a JWS in JSON form': () => JSON.stringify({ payload: segment(body()), signatures: [] }),
  'four segments': () => `${withHead({})}.AAAA`,
  'a padded segment': () => withHead({}).replace('.', '=.'),
  'a second spelling of the signature': () => respelled(withHead({})),
  'a changed payload': () => changedPayload(withHead({})),
  'a blank at the end': () => `${withHead({})} `,
  'empty text': () => '',
};

describe('D3.9 an access token is refused', () => {
  it('never when it is right: the control', async () => {
    await expect(verifier.verify('access', withHead({}), patient)).resolves.toBeDefined();
  });

  it.each(Object.entries(negatives))('for %s', async (_, forge) => {
    const token = await forge();
    await expect(verifier.verify('access', token, patient)).rejects.toMatchObject({
      code: 'TOKEN_INVALID',
      kind: 'unauthenticated',
      message: 'The token is not valid.',
    });
  });

  it('in at least the 25 ways that were promised', () => {
    expect(Object.keys(negatives).length).toBeGreaterThanOrEqual(25);
  });
});

/** The same signature bytes under another last character: 256 bytes leave four bits unused. */
function respelled(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + alphabet.charAt(alphabet.indexOf(token.slice(-1)) + 1);
}

function changedPayload(token: string): string {
  const [header, , signature] = token.split('.');
  return `${header}.${segment(body({ sub: newId() }))}.${signature}`;
}
