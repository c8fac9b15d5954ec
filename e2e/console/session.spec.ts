import { expect, test } from '@playwright/test';
import { adminPassword, consoleUrl } from './addresses.ts';
import { alertSaying, signInAs, signInAsAdmin, visit, visitAsAdmin } from './visit.ts';

const graphqlPath = '/api/graphql';
const own = { 'x-bonded-console': '1', 'content-type': 'application/json' };

test('a wrong password is refused in words, and the page stays', async ({ page }) => {
  await visit(page, '/sign-in');
  await signInAs(page, 'admin', 'not the password');
  await expect(alertSaying(page, 'The user name or the password is not right.')).toBeVisible();
});

test('a pasted link opens the same view after sign-in', async ({ page }) => {
  await visit(page, '/audit?actor=admin&outcome=SUCCESS');
  await signInAs(page, 'admin', adminPassword());
  await expect(page.getByRole('heading', { name: 'Audit log' })).toBeVisible();
  expect(new URL(page.url()).search).toBe('?actor=admin&outcome=SUCCESS');
  await expect(page.getByLabel('Actor')).toHaveValue('admin');
});

test('after sign-in nobody is sent to another site', async ({ page }) => {
  await visit(page, '/sign-in?returnTo=//evil.example/');
  await signInAs(page, 'admin', adminPassword());
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(consoleUrl());
});

test('sign-out ends the session at the gateway: a copied cookie is worth nothing', async ({
  page,
  context,
}) => {
  await signInAsAdmin(page);
  const cookies = await context.cookies();
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await context.addCookies(cookies);
  await visit(page, '/users');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('the session endpoint and the page never contain a token', async ({ page }) => {
  await visitAsAdmin(page, '/');
  const session = await page.request.get(`${consoleUrl()}/api/auth/session`);
  expect(Object.keys((await session.json()) as object).toSorted()).toEqual(['expires', 'user']);
  const stored = await page.evaluate('JSON.stringify({ ...localStorage }) + document.cookie');
  expect(stored).not.toContain('eyJ');
  expect(await page.content()).not.toMatch(/eyJ[\w-]{20,}\.eyJ/);
});

test('D3.19 without a session no page, payload or route gives data', async ({ request }) => {
  const paths = ['/', '/projects', '/users', '/projects/acme', '/audit', '/decisions/BD-000000'];
  const disguises = [
    {},
    { RSC: '1' },
    { RSC: '1', 'next-router-prefetch': '1' },
    { 'x-middleware-subrequest': 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy' },
    { 'next-action': '0123456789abcdef' },
  ];
  for (const path of paths) {
    for (const headers of disguises) {
      const answer = await request.get(`${consoleUrl()}${path}`, { headers, maxRedirects: 0 });
      const text = await answer.text();
      expect(text, `${path} ${JSON.stringify(headers)}`).not.toContain('Acme web shop');
      expect(text).not.toContain('permissions');
    }
  }
  const routes = [
    request.post(`${consoleUrl()}${graphqlPath}`, { headers: own, data: '{}' }),
    request.get(`${consoleUrl()}/api/audit-export?format=json`),
    request.fetch(`${consoleUrl()}/api/uploads`, { method: 'POST', headers: own }),
  ];
  for (const answer of await Promise.all(routes)) expect([401, 403]).toContain(answer.status());
});

test('D4.5 with a live cookie, requests of other sites are refused', async ({ page }) => {
  await visitAsAdmin(page, '/');
  const url = `${consoleUrl()}${graphqlPath}`;
  const data = JSON.stringify({ documentId: 'sha256:0' });
  const origin = consoleUrl();
  const strangers: Record<string, string>[] = [
    { 'content-type': 'application/json', origin },
    { ...own, origin: 'https://evil.example' },
    { ...own, origin: 'null' },
    { ...own, origin, 'sec-fetch-site': 'cross-site' },
    { ...own, origin, 'sec-fetch-site': 'same-site' },
    { ...own },
    { 'content-type': 'text/plain', origin },
    { 'content-type': 'application/x-www-form-urlencoded', origin },
    { 'content-type': 'multipart/form-data; boundary=x', origin },
    { ...own, origin, 'content-type': 'text/plain' },
    { ...own, origin, 'content-type': 'application/x-www-form-urlencoded' },
    { ...own, origin: 'https://evil.example', 'x-http-method-override': 'POST' },
  ];
  for (const headers of strangers) {
    const answer = await page.request.post(url, { headers, data });
    expect([403, 415], JSON.stringify(headers)).toContain(answer.status());
  }
});

test('D4.7 the console runs only operations that it was built with', async ({ page }) => {
  await visitAsAdmin(page, '/');
  const headers = { ...own, origin: consoleUrl() };
  const bodies = [
    { query: '{ viewer { name } }' },
    { documentId: `sha256:${'0'.repeat(64)}` },
    { documentId: '__proto__' },
    { documentId: `sha256:${'0'.repeat(64)}`, query: '{ viewer { name } }' },
    { extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } } },
  ];
  for (const body of bodies) {
    const data = JSON.stringify(body);
    const answer = await page.request.post(`${consoleUrl()}${graphqlPath}`, { headers, data });
    expect(answer.status(), data).toBe(400);
  }
});

test('every page carries a nonce policy without unsafe scripts, and is stored nowhere', async ({
  page,
}) => {
  await visit(page, '/sign-in');
  const answer = await page.request.get(`${consoleUrl()}/sign-in`);
  const policy = answer.headers()['content-security-policy'] ?? '';
  const scripts = policy.split('; ').find((one) => one.startsWith('script-src')) ?? '';
  expect(scripts).toMatch(/'nonce-[\w+/=]+'/);
  expect(scripts).not.toMatch(/unsafe-(inline|eval)/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(answer.headers()['cache-control']).toContain('no-store');
});
