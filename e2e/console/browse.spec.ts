import { expect, test } from '@playwright/test';
import { warehouse } from './seed.ts';
import { visitAsAdmin } from './visit.ts';

const { project, raw, parts } = warehouse;
const repository = `/projects/${project}/repositories/${raw}`;
const pageSize = 50;

test('S4 the tree opens by arrow keys, leads to a file, and is still open on the way back', async ({
  page,
}) => {
  await visitAsAdmin(page, `${repository}?view=tree`);
  const tree = page.getByRole('tree', { name: 'Files' });
  const item = (name: string) => tree.getByRole('treeitem', { name, exact: true });
  await item('datasets').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(item('installers')).toBeFocused();
  for (const folder of ['installers', 'linux']) {
    await expect(item(folder)).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(item(folder)).toHaveAttribute('aria-expanded', 'true');
    // The word that it is loading is an item too, which has no place in the tree.
    await expect(item(folder).locator('[aria-level]').first()).toBeVisible();
    await page.keyboard.press('ArrowRight');
  }
  const file = item('acme-shop_1.4.0_amd64.deb');
  await expect(file).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(item('linux')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('acme-shop_1.4.0_amd64.deb');

  await page.goBack();
  await expect(file).toBeVisible();
  await item('linux').press('ArrowLeft');
  await expect(file).toHaveCount(0);
});

test('S4 a folder of more entries than are read at once goes on when it is asked to', async ({
  page,
}) => {
  await visitAsAdmin(page, `${repository}?view=tree&path=datasets%2F2026`);
  const tree = page.getByRole('tree', { name: 'Files' });
  const files = tree.getByRole('treeitem', { name: /^part-/ });
  await expect(files).toHaveCount(100);
  await tree.getByRole('treeitem', { name: 'Show more' }).press('Enter');
  await expect(files).toHaveCount(parts);
  await expect(files.nth(100)).toBeFocused();
});

test('S4 the table pages and filters, and keeps what is asked for in the address', async ({
  page,
}) => {
  await visitAsAdmin(page, `${repository}/artifacts?order=NAME`);
  const rows = page.getByRole('table', { name: 'Artifacts' }).locator('tbody tr');
  await expect(rows).toHaveCount(pageSize);
  await expect(rows.first()).toContainText('part-001.csv');
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('button', { name: 'Next' }).click();
  await expect(rows.first()).toContainText('part-051.csv');
  await expect(page).toHaveURL(/order=NAME&after=/);
  await page.reload();
  await expect(rows.first()).toContainText('part-051.csv');
  await pages.getByRole('button', { name: 'Previous' }).click();
  await expect(rows.first()).toContainText('part-001.csv');

  await page.getByRole('searchbox', { name: 'Search', exact: true }).last().fill('handbook');
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Released', exact: true }).click();
  await expect(page).toHaveURL(/order=NAME&search=handbook&state=RELEASED$/);
  await page.reload();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Rejected', exact: true }).click();
  await page.getByRole('button', { name: 'Released', exact: true }).click();
  await expect(page.getByText('No artifact matches these filters.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(rows).toHaveCount(pageSize);
});
