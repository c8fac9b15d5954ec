import { expect, it } from 'vitest';
import { negotiate } from './negotiate.ts';

const json = 'application/vnd.pypi.simple.v1+json';
const html = 'application/vnd.pypi.simple.v1+html';

it.each([
  [undefined, 'legacyHtml'],
  ['', 'legacyHtml'],
  ['*/*', 'legacyHtml'],
  ['text/html', 'legacyHtml'],
  [json, 'json'],
  [html, 'html'],
  // pip, uv, and what browsers send.
  [`${json}, ${html}; q=0.1, text/html; q=0.01`, 'json'],
  [`${json}, ${html};q=0.2, text/html;q=0.01`, 'json'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'legacyHtml'],
  ['application/vnd.pypi.simple.latest+json', 'json'],
  [`${json};q=0.1, text/html`, 'legacyHtml'],
  [`${json};q=0, */*`, 'legacyHtml'],
  ['application/*', 'json'],
  [json.toUpperCase(), 'json'],
  ['application/json', null],
  ['application/vnd.pypi.simple.v2+json', null],
  [`${json};q=0`, null],
])('Accept: %s gets %s', (accept, expected) => {
  expect(negotiate(accept, null)).toBe(expected);
});

it('the address may say it instead', () => {
  expect(negotiate('text/html', json)).toBe('json');
  expect(negotiate(json, 'text/html')).toBe('legacyHtml');
});
