import { describe, expect, it } from 'vitest';
import { newApiKey } from './api-key.ts';
import { assertAcceptablePassword, generatePassword } from './password-policy.ts';

describe('the password policy', () => {
  it.each([
    'correct horse battery staple',
    'twelve chars',
    'пароль из слов',
    `a passphrase of many words ${'word '.repeat(40)}`,
    '🐎🔋🧷✅🐎🔋🧷✅🚀🚀🎈🎈',
  ])('D3.12 accepts %j', (password) => {
    expect(() => assertAcceptablePassword(password, 'alice')).not.toThrow();
  });

  it.each([
    ['eleven char', 'at least 12'],
    ['🐎🔋🧷✅🐎🔋', 'at least 12'],
    ['x'.repeat(1025), 'at most 1024 bytes'],
    ['abababababab', 'different characters'],
    ['I am Alice, you know', 'user name'],
    ['Password1234', 'among the first'],
    [newApiKey(), 'marks an API key'],
  ])('refuses %j and says why', (password, reason) => {
    expect(() => assertAcceptablePassword(password, 'alice')).toThrow(reason);
  });

  it('D3.12 accepts what it generates, and generates nothing twice', () => {
    const generated = new Set(Array.from({ length: 100 }, generatePassword));
    expect(generated.size).toBe(100);
    for (const password of generated) {
      expect(password).toHaveLength(24);
      assertAcceptablePassword(password, 'admin');
    }
  });
});
