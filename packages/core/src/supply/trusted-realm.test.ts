import { describe, expect, it } from 'vitest';
import { isTrustedRealm } from './trusted-realm.ts';

describe('the credential of an upstream goes', () => {
  it.each([
    ['https://registry-1.acme.example/', 'https://auth.acme.example/token'],
    ['https://registry.acme.example/', 'https://acme.example/jwt/auth'],
    ['https://registry.corp.example.co.uk/', 'https://login.example.co.uk/token'],
    ['https://acme.example/', 'https://acme.example/token'],
    ['http://127.0.0.1:5000/', 'http://127.0.0.1:5000/token'],
  ])('from %s to %s', (upstream, realm) => {
    expect(isTrustedRealm(new URL(upstream), new URL(realm))).toBe(true);
  });

  it.each([
    ['https://registry.example.co.uk/', 'https://evil.co.uk/token'],
    ['https://alice.github.io/', 'https://mallory.github.io/token'],
    ['https://registry.acme.example/', 'https://auth.acme.example.evil.org/token'],
    ['https://registry.acme.example/', 'http://auth.acme.example/token'],
    ['http://registry.example.org/', 'https://auth.example.org/token'],
    ['http://127.0.0.1:5000/', 'http://127.0.0.1:5001/token'],
    ['https://10.0.0.1/', 'https://10.0.0.2/token'],
    ['https://registry/', 'https://auth/token'],
  ])('not from %s to %s', (upstream, realm) => {
    expect(isTrustedRealm(new URL(upstream), new URL(realm))).toBe(false);
  });
});
