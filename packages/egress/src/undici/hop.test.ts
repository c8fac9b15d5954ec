import { Secret } from '@bonded/kernel';
import { expect, it } from 'vitest';
import { firstHop, nextHop } from './hop.ts';

const { signal } = new AbortController();

it('D3.16 a redirect leads from http to https, and never back', () => {
  const plain = firstHop({ url: new URL('http://example.org/'), signal });
  expect(nextHop(plain, 'https://example.org/').url.href).toBe('https://example.org/');
  for (const authorization of [undefined, new Secret('Basic x')]) {
    const sealed = firstHop({ url: new URL('https://example.org/'), authorization, signal });
    expect(nextHop(sealed, '//example.com/x').url.href).toBe('https://example.com/x');
    for (const location of ['http://example.org/', 'HTTP://example.com/']) {
      expect(() => nextHop(sealed, location)).toThrow('redirects away from https');
    }
  }
});

it('another scheme or port of a host is another origin, which gets no credentials', () => {
  const authorization = new Secret('Basic x');
  const home = firstHop({ url: new URL('http://example.org/'), authorization, signal });
  for (const location of ['https://example.org/', '//example.org:81/', '//sub.example.org/']) {
    expect(nextHop(home, location).headers, location).toEqual({ 'user-agent': 'bonded' });
  }
  expect(nextHop(home, '//example.org:80/x').headers).toHaveProperty('authorization', 'Basic x');
});
