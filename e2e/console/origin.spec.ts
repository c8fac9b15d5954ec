import { expect, test } from '@playwright/test';
import { adminClient, randomSlug } from './gateway-client.ts';
import { makeConsumer } from './make-consumer.ts';
import { giveOutAtOnce, makeHome, makeProxy, makeRepository } from './make-proxy.ts';
import { publishNpm } from './npm-package.ts';
import { expectClean, overflowOf } from './page-checks.ts';
import { warehouse } from './seed.ts';
import { alertSaying, signInAs, visit, visitAsAdmin } from './visit.ts';

const { project, npm } = warehouse;

test('whose a name is, is shown, and changed after saying what that lets in', async ({ page }) => {
  test.setTimeout(120_000);
  const admin = await adminClient();
  const home = await makeHome();
  const slug = randomSlug('names');
  await giveOutAtOnce(await makeProxy(slug, home));
  await makeRepository({ project: home, slug: 'own', kind: 'HOSTED' });
  await visitAsAdmin(page, `/projects/${home}/repositories/${slug}`);
  await page.getByRole('link', { name: 'Origin' }).click();
  await expect(page.getByText('No name yet')).toBeVisible();
  // Of its own: what others look for by name is to be there once.
  const name = randomSlug('berth');
  await publishNpm(admin, { project, repository: npm }, { name, version: '1.0.0' });
  const archive = `/npm/${home}/${slug}/${name}/-/${name}-1.0.0.tgz`;
  expect((await admin.fetch(archive)).status).toBe(200);
  await page.reload();
  const row = page.getByRole('row', { name });
  await expect(row).toContainText('Outside');
  await expect(row).toContainText('In no repository of ours.');

  // By keys alone.
  await row.getByRole('button', { name: `Claim ${name}` }).press('Enter');
  const dialog = page.getByRole('dialog', { name: `Claim ${name}` });
  await expect(dialog).toContainText('Upstream is not asked any more.');
  await expectClean(page);
  await dialog.getByRole('button', { name: 'Claim' }).press('Enter');
  await expect(row).toContainText('Collision');
  await expect(row).toContainText(`Claimed by ${name}.`);
  await expect(alertSaying(page, 'from outside are here under 1 name of ours')).toBeVisible();
  const said = page.getByRole('region', { name: 'What was said of names' });
  const stop = `Stop claiming ${name}`;
  await said.getByRole('button', { name: stop }).press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Stop claiming' }).click();
  await expect(row).toContainText('Outside');

  const own = { project: home, repository: 'own' };
  await publishNpm(admin, own, { name, version: '9.0.0' });
  await page.reload();
  await expect(row).toContainText(`In ${home}/own.`);
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect(page).toHaveURL(/standing=COLLISION/);
  await expect(row).toContainText('by admin');
  await row.getByRole('button', { name: `Share ${name}` }).click();
  await expect(page.getByRole('dialog')).toContainText('can add versions newer than ours');
  await page.getByRole('dialog').getByRole('button', { name: 'Share' }).click();
  await expect(page.getByText('No name is like that')).toBeVisible();
  await page.getByRole('combobox', { name: 'Standing' }).click();
  await page.getByRole('option', { name: 'Shared' }).click();
  await page.getByRole('searchbox', { name: 'Search names' }).fill(name.toUpperCase());
  await expect(row).toContainText(`Shared by ${name}.`);
  await expect(page).toHaveURL(/search=BERTH/);
  // The address holds all of it, and what was said of the act is gone.
  await page.reload();
  await expect(row).toContainText('Shared');
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectClean(page);
  }
  await page.setViewportSize({ width: 320, height: 800 });
  await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
});

test('whose names are is not told to who may only consume', async ({ page }) => {
  const home = await makeHome();
  const slug = randomSlug('names');
  await makeProxy(slug, home);
  const { username, password } = await makeConsumer(home);
  await visit(page, `/projects/${home}/repositories/${slug}/origin`);
  await signInAs(page, username, password);
  await expect(page.getByText('artifact:read-held')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What was said of names' })).toHaveCount(0);
});
