import { describe, expect, test } from 'vitest';
import { isOwnNavigation, isOwnRequest } from './same-origin.ts';

const consoleUrl = 'https://console.example';
const post = (headers: Record<string, string>) => ({
  method: 'POST',
  headers: new Headers(headers),
});
const own = {
  'x-bonded-console': '1',
  origin: 'https://console.example',
  'sec-fetch-site': 'same-origin',
};

describe('D4.5 a request that changes something comes from the console itself', () => {
  test('the console’s own call passes', () => {
    expect(isOwnRequest(post(own), consoleUrl)).toBe(true);
  });

  test.each([
    ['without the header', { ...own, 'x-bonded-console': '' }],
    ['from another origin', { ...own, origin: 'https://evil.example' }],
    ['from an opaque origin', { ...own, origin: 'null' }],
    ['from a sibling host', { ...own, 'sec-fetch-site': 'same-site' }],
    ['from another site', { ...own, 'sec-fetch-site': 'cross-site' }],
    ['from another scheme', { ...own, origin: 'http://console.example' }],
    ['from another port', { ...own, origin: 'https://console.example:8443' }],
  ])('%s it is refused', (_name, headers) => {
    expect(isOwnRequest(post(headers), consoleUrl)).toBe(false);
  });

  test('without an origin it may read and nothing else', () => {
    const headers = new Headers({ 'x-bonded-console': '1' });
    expect(isOwnRequest({ method: 'POST', headers }, consoleUrl)).toBe(false);
    expect(isOwnRequest({ method: 'DELETE', headers }, consoleUrl)).toBe(false);
    expect(isOwnRequest({ method: 'HEAD', headers }, consoleUrl)).toBe(true);
  });
});

test('a download that another site starts is refused', () => {
  expect(isOwnNavigation(new Headers({ 'sec-fetch-site': 'cross-site' }))).toBe(false);
  expect(isOwnNavigation(new Headers({ 'sec-fetch-site': 'none' }))).toBe(true);
});
