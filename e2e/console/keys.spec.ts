import { expect, test } from '@playwright/test';
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
