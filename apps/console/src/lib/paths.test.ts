import { expect, test } from 'vitest';
import { paths, safeReturnTo, withQuery } from './paths.ts';

const key = { project: 'acme', repository: 'npm', name: '@acme/ui', version: '1.0.0+b' };

test('every address is what it was', () => {
  expect([
    paths.home(),
    paths.signIn('/audit?actor=ada'),
    paths.projects(),
    paths.project('acme'),
    paths.project('acme', 'members'),
    paths.createRepository('acme'),
    paths.repository(key),
    paths.repository(key, 'policy'),
    paths.package(key),
    paths.artifact(key),
    paths.artifact(key, 'findings'),
    paths.artifacts({ state: ['RELEASED', 'REJECTED'], search: '' }),
    paths.search('is:held left pad'),
    paths.quarantine({ selected: 'QXJ0' }),
    paths.decision('BD-7F3K2Q'),
    paths.advisory('GHSA-1234'),
  ]).toMatchInlineSnapshot(`
    [
      "/",
      "/sign-in?returnTo=%2Faudit%3Factor%3Dada",
      "/projects",
      "/projects/acme",
      "/projects/acme/members",
      "/projects/acme/create-repository",
      "/projects/acme/repositories/npm",
      "/projects/acme/repositories/npm/policy",
      "/projects/acme/repositories/npm/packages/%40acme%2Fui",
      "/projects/acme/repositories/npm/packages/%40acme%2Fui/1.0.0%2Bb",
      "/projects/acme/repositories/npm/packages/%40acme%2Fui/1.0.0%2Bb/findings",
      "/artifacts?state=RELEASED&state=REJECTED",
      "/search?query=is%3Aheld+left+pad",
      "/quarantine?selected=QXJ0",
      "/decisions/BD-7F3K2Q",
      "/advisories/GHSA-1234",
    ]
  `);
});

test('an empty value leaves no trace in the address', () => {
  expect(withQuery('/audit', { actor: '', action: undefined })).toBe('/audit');
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '',
  null,
])('after sign-in nobody is sent to %j', (candidate) => {
  expect(safeReturnTo(candidate)).toBe('/');
});

test('after sign-in the page that was asked for opens with its filters', () => {
  expect(safeReturnTo('/audit?actor=ada#top')).toBe('/audit?actor=ada#top');
});
