import { defineError } from '@bonded/kernel';
import { apiKeyMark } from './api-key.ts';
import { randomBase62 } from './base62.ts';
import { passwordBytesMax } from './password.ts';

/** A chosen password is too short or too easy to guess; the message says which. */
const notAcceptable = defineError('invalid', 'PASSWORD_NOT_ACCEPTABLE');

export const passwordCharsMin = 12;
const generatedChars = 24;
const distinctCharsMin = 5;
const usernameCharsThatMatter = 4;

/** What people type when made to use twelve characters; compared without case. */
const guessedFirst = new Set([
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'administrator',
  'administrator1',
  'changemechangeme',
  'letmeinletmein',
  'qwertyqwerty',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopasdf',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  '123456789012',
  '1234567890123',
  '12345678901234',
  '1234567890qwerty',
  'abcdefghijkl',
  'abcd12345678',
  'iloveyou1234',
  'welcome12345',
  'correcthorsebatterystaple',
]);

/**
 * Throws PASSWORD_NOT_ACCEPTABLE, saying why. Length is what counts: no rule asks for digits or
 * symbols, nothing is truncated or normalised, and long passphrases are welcome (ASVS 6.2).
 */
export function assertAcceptablePassword(password: string, username: string): void {
  const reason = faultOf(password, username);
  if (reason !== undefined) throw notAcceptable(reason);
}

/** A password nobody chose, for accounts that the product itself creates: 142 bits. */
export function generatePassword(): string {
  return randomBase62(generatedChars);
}

function faultOf(password: string, username: string): string | undefined {
  const characters = Array.from(password);
  if (characters.length < passwordCharsMin) {
    return `A password has at least ${passwordCharsMin} characters.`;
  }
  if (Buffer.byteLength(password, 'utf8') > passwordBytesMax) {
    return `A password is at most ${passwordBytesMax} bytes of UTF-8.`;
  }
  if (password.startsWith(apiKeyMark)) {
    return `A password does not start with "${apiKeyMark}", which marks an API key.`;
  }
  return guessOf(password.toLowerCase(), username.toLowerCase(), characters);
}

function guessOf(lower: string, username: string, characters: string[]): string | undefined {
  if (new Set(characters).size < distinctCharsMin) {
    return `A password has at least ${distinctCharsMin} different characters.`;
  }
  if (username.length >= usernameCharsThatMatter && lower.includes(username)) {
    return 'A password does not contain the user name.';
  }
  if (guessedFirst.has(lower)) return 'This password is among the first that anybody would try.';
  return undefined;
}
