import { describe, expect, it } from 'vitest';
import { newApiKey } from './api-key.ts';
import { type Credential, type CredentialHeaders, parseCredential } from './credentials.ts';

const key = newApiKey();
const mistyped = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;
const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const bare = (text: string) => Buffer.from(text).toString('base64');

/** A credential with its secret shown, for comparing. */
function revealed(credential: Credential): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(credential).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : value.reveal(),
    ]),
  );
}

const apiKey = { kind: 'api-key', apiKey: key };
const accessToken = { kind: 'access-token', token };
const alice = { kind: 'password', username: 'alice', password: 'a:b ü' };

describe('a credential is found in', () => {
  it.each<[string, CredentialHeaders, object]>([
    ['no header', {}, { kind: 'none' }],
    ['an empty header', { authorization: ' ' }, { kind: 'none' }],
    ['a Bearer access token', { authorization: `Bearer ${token}` }, accessToken],
    ['a bearer scheme in lower case', { authorization: `bearer  ${token}` }, accessToken],
    ['a Bearer API key', { authorization: `Bearer ${key}` }, apiKey],
    ['a bare key, as cargo sends it', { authorization: key }, apiKey],
    ['a bare token', { authorization: token }, accessToken],
    ['Basic with a password', { authorization: basic('alice:a:b ü') }, alice],
    ['Basic without padding', { authorization: basic('alice:a:b ü').replace(/=+$/, '') }, alice],
    ['Basic with a key under any name', { authorization: basic(`whoever:${key}`) }, apiKey],
    ['Basic with a key under no name', { authorization: basic(`:${key}`) }, apiKey],
    ['Basic with the key as user name', { authorization: basic(`${key}:`) }, apiKey],
    ['__token__ with a key', { authorization: basic(`__token__:${key}`) }, apiKey],
    ['__token__ with an access token', { authorization: basic(`__token__:${token}`) }, accessToken],
    ['X-NuGet-ApiKey', { 'x-nuget-apikey': key }, apiKey],
    [
      'X-NuGet-ApiKey with one of our keys, before Authorization',
      { 'x-nuget-apikey': key, authorization: basic('alice:a:b ü') },
      apiKey,
    ],
    [
      'Authorization beside an X-NuGet-ApiKey that means nothing',
      { 'x-nuget-apikey': 'AzureDevOps', authorization: basic('alice:a:b ü') },
      alice,
    ],
    ['a header given once in a list', { authorization: [`Bearer ${key}`] }, apiKey],
  ])('%s', (_, headers, expected) => {
    expect(revealed(parseCredential(headers))).toEqual(expected);
  });
});

describe('a credential is malformed', () => {
  it.each<[string, CredentialHeaders]>([
    ['when a Bearer key is mistyped', { authorization: `Bearer ${mistyped}` }],
    ['when a Basic key is mistyped', { authorization: basic(`alice:${mistyped}`) }],
    ['when a NuGet key is mistyped', { 'x-nuget-apikey': mistyped, authorization: basic('a:b') }],
    ['when a NuGet key is foreign and alone', { 'x-nuget-apikey': 'oy2abc' }],
    ['when the scheme is unknown', { authorization: 'Negotiate YII=' }],
    ['when the token is no token', { authorization: 'Bearer hello' }],
    ['when there is nothing after Bearer', { authorization: 'Bearer' }],
    ['when there is more after the token', { authorization: `Bearer ${token} ${token}` }],
    ['when Basic is not base64', { authorization: 'Basic !!!!' }],
    [
      'when Basic is base64url',
      { authorization: `Basic ${bare('a:\u00ff\u00fe?').replace('/', '_')}-_` },
    ],
    ['when Basic has no colon', { authorization: basic('alice') }],
    [
      'when Basic is not UTF-8',
      { authorization: `Basic ${Buffer.of(97, 58, 0xff).toString('base64')}` },
    ],
    ['when the user name is empty', { authorization: basic(':secret') }],
    ['when the password is empty', { authorization: basic('alice:') }],
    ['when the user name holds a line break', { authorization: basic('ali\r\nce:secret') }],
    ['when the password holds NUL', { authorization: basic('alice:sec\0ret') }],
    ['when the user name is too long', { authorization: basic(`${'a'.repeat(257)}:secret`) }],
    ['when the password is over 1 KiB', { authorization: basic(`alice:${'ü'.repeat(513)}`) }],
    ['when the token is too long', { authorization: `Bearer ${'a'.repeat(4_090)}.b.cdef` }],
    ['when the header is over 8 KiB', { authorization: `Basic ${'A'.repeat(8_200)}` }],
    ['when __token__ comes with a password', { authorization: basic('__token__:secret') }],
    ['when the header appears twice', { authorization: [`Bearer ${key}`, `Bearer ${token}`] }],
    ['when the key header appears twice', { 'x-nuget-apikey': [key, key] }],
  ])('%s', (_, headers) => {
    expect(parseCredential(headers)).toMatchObject({ kind: 'malformed' });
  });

  it('and never repeats what was sent', () => {
    const { reason } = parseCredential({ authorization: `Bearer ${mistyped}` }) as {
      reason: string;
    };
    expect(reason).not.toContain(mistyped.slice(4));
  });
});

it('D2.8 a parsed credential prints without its secret', () => {
  const printed = [
    parseCredential({ authorization: `Bearer ${key}` }),
    parseCredential({ authorization: `Bearer ${token}` }),
    parseCredential({ authorization: basic('alice:hunter2-hunter2') }),
  ];
  expect(JSON.stringify(printed)).not.toMatch(/bnd_|eyJ|hunter2/);
});

it('D3.6 10,000 mistyped keys end before any look-up', () => {
  for (let round = 0; round < 10_000; round += 1) {
    const at = 4 + (round % 38);
    const wrong = key[at] === 'x' ? 'y' : 'x';
    const text = key.slice(0, at) + wrong + key.slice(at + 1);
    expect(parseCredential({ authorization: `Bearer ${text}` }).kind).toBe('malformed');
  }
});
