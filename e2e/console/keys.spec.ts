import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { gatewayUrl } from './addresses.ts';
import { randomSlug } from './gateway-client.ts';
import { visitAsAdmin } from './visit.ts';

test('S16 a key is shown once, and nothing of it stays in the page', async ({ page }) => {
  const name = randomSlug('key');
  await visitAsAdmin(page, '/keys');
  await page.getByRole('button', { name: 'Create key' }).first().click();
  await page.getByLabel('What is it for?').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();

  const reveal = page.getByRole('dialog', { name: 'Your new key' });
  const secret = (await reveal.getByRole('region', { name: 'Secret' }).textContent()) ?? '';
  expect(secret).toMatch(/^bnd_[0-9A-Za-z]{36,}$/);
  const download = page.waitForEvent('download');
  await reveal.getByRole('button', { name: 'Download as file' }).click();
  expect((await download).suggestedFilename()).toBe(`${name}.key`);

  await reveal.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await page.content()).not.toContain(secret);
  const stored = await page.evaluate(
    'JSON.stringify({ ...localStorage, ...sessionStorage }) + JSON.stringify(history.state)',
  );
  expect(stored).not.toContain(secret);

  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toHaveCount(0);
});

test('S2 a token is minted in place and stands in the snippets until the page is left', async ({
  page,
}) => {
  await visitAsAdmin(page, '/projects/acme/repositories/packages/setup');
  const configure = page.getByRole('region', { name: 'Configure' }).last();
  await expect(configure).toContainText('YOUR_TOKEN');
  await page.getByRole('button', { name: 'Create token' }).click();
  await expect(configure).toContainText(/_authToken=bnd_/);
  await page.getByRole('button', { name: 'yarn' }).click();
  await expect(configure).toContainText(/npmAuthToken: "bnd_/);
  await page.reload();
  await expect(configure).toContainText('YOUR_TOKEN');
});

test('a client that waits at a terminal gets its key by a click, and only then', async ({
  page,
}) => {
  const path = '/npm/acme/packages/-/v1/login';
  const asked = await fetch(`${gatewayUrl()}${path}`, { method: 'POST', body: '{}' });
  const { loginUrl, doneUrl } = (await asked.json()) as { loginUrl: string; doneUrl: string };
  await visitAsAdmin(page, new URL(loginUrl).pathname);
  await expect(page.getByText('acme/packages')).toBeVisible();
  expect((await fetch(doneUrl)).status).toBe(202);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'It is me: give it a key' }).click();
  await expect(page.getByText('the terminal has its key')).toBeVisible();
  expect(await (await fetch(doneUrl)).json()).toMatchObject({
    token: expect.stringMatching(/^bnd_/),
  });
  expect((await fetch(doneUrl)).status).toBe(404);
  await page.reload();
  await expect(page.getByRole('button', { name: 'It is me: give it a key' })).toHaveCount(0);
});
