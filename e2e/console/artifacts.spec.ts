import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { adminClient, randomSlug } from './gateway-client.ts';
import { publishNpm } from './npm-package.ts';
import { publishPoisoned, warehouse } from './seed.ts';
import { visit, visitAsAdmin } from './visit.ts';

const { project, npm, clearPackage } = warehouse;
const repositories = `/projects/${project}/repositories`;
const package_ = `${repositories}/${npm}/packages/${encodeURIComponent(clearPackage)}`;

test('S6 a package shows its versions and tags, and a tag can be moved', async ({ page }) => {
  await visitAsAdmin(page, package_);
  const versions = page.getByRole('table', { name: 'Versions' });
  await expect(versions.locator('tbody tr')).toHaveCount(3);
  const version = (name: string) =>
    versions.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
  await expect(version('1.1.0')).toContainText('latest');
  await expect(version('2.0.0-beta.1')).toContainText('next');
  await expect(
    version('1.1.0').getByRole('button', { name: 'Copy how to get 1.1.0' }),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Set tag' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set tag' });
  await dialog.getByRole('textbox', { name: 'Tag' }).fill('stable');
  await dialog.getByRole('combobox', { name: 'Version' }).click();
  await page.getByRole('option', { name: '1.0.0' }).click();
  await dialog.getByRole('button', { name: 'Set tag' }).click();
  await expect(version('1.0.0')).toContainText('stable');
  await page.getByRole('button', { name: 'Delete tag stable' }).click();
  await expect(version('1.0.0')).not.toContainText('stable');
});

test('S6 an artifact says what its archive says, what it needs, and what needs it', async ({
  page,
}) => {
  await visitAsAdmin(page, `${package_}/1.0.0`);
  const fact = (name: string) =>
    page.getByRole('definition').and(page.locator(`dt:text-is("${name}") + dd`));
  await expect(fact('Engines')).toHaveText('node >=20');
  await expect(fact('Keywords')).toHaveText('checkout, payment, acme');
  await expect(page.getByRole('link', { name: 'https://acme.example/checkout' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Readme' })).toContainText('Takes the money');

  const tabs = page.getByRole('navigation', { name: 'Parts of this artifact' });
  await tabs.getByRole('link', { name: 'Files' }).click();
  await expect(page.getByRole('table', { name: 'Files' })).toContainText('checkout-1.0.0.tgz');
  await tabs.getByRole('link', { name: 'Dependencies' }).click();
  const needs = page.getByRole('table', { name: 'Dependencies' });
  await expect(needs.getByRole('row', { name: /left-pad/ })).toContainText('^1.3.0');
  await expect(page.getByRole('table', { name: 'Used by' })).toContainText('@acme/cart');
  await needs.getByRole('link', { name: 'zod' }).click();
  await expect(page).toHaveURL(/\/search\?query=pkg%3Anpm%2Fzod$/);
  await expect(page.getByRole('table', { name: 'Found' })).toContainText(clearPackage);
  await page.goBack();
  await expect(needs).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('D5.14 a readme is read as Markdown, and nothing of it runs or is fetched', async ({
      page,
    }) => {
      const foreign: string[] = [];
      page.on('request', (request) => {
        if (request.url().includes('acme.example')) foreign.push(request.url());
      });
      page.on('dialog', (dialog) => foreign.push(dialog.message()));
      await visitAsAdmin(page, `${package_}/1.0.0`);
      const readme = page.getByRole('region', { name: 'Readme' });
      await expect(readme.getByRole('heading', { name: 'Checkout', level: 3 })).toBeVisible();
      await expect(readme.getByRole('heading', { name: 'Use', level: 4 })).toBeVisible();
      await expect(readme.getByRole('cell', { name: 'any' })).toBeVisible();
      await expect(readme.getByRole('img', { name: 'Done:' })).toBeVisible();
      await expect(readme.getByRole('link')).toHaveText(['build', 'the handbook']);
      await expect(readme.getByRole('link', { name: 'build' })).toHaveAttribute(
        'rel',
        'noopener noreferrer nofollow',
      );
      await expect(readme).toContainText('A till');
      await expect(readme).not.toContainText('alert');
      await expect(readme.locator('script, iframe, img, [id]')).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(foreign).toEqual([]);
    });
  });
}

test('S6 every format shows what is its own', async ({ page }) => {
  await visitAsAdmin(page, `${repositories}/wheels/packages/bonded-contract-wheel/1.0.0`);
  await expect(page.getByText('>=3.9', { exact: true })).toBeVisible();
  await visit(page, `${repositories}/wheels/packages/bonded-contract-wheel/1.0.0/components`);
  await expect(page.getByRole('table', { name: 'Dependencies' })).toContainText('requests');
  await visit(page, `${repositories}/charts/packages/bonded-contract-chart/1.0.0`);
  await expect(page.getByText('App version')).toBeVisible();
  await visit(page, `${repositories}/containers/packages/contract%2Fimage`);
  await expect(page.getByRole('table', { name: 'Versions' })).toContainText('1.1.0');
  await page.getByRole('table', { name: 'Versions' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/sha256:[\da-f]{12}Released/);
});

test('S6 dependencies are grouped, and say what is known against them', async ({ page }) => {
  const admin = await adminClient();
  const bad = await publishPoisoned(admin);
  const name = randomSlug('needs');
  const at = { project, repository: npm };
  const dependencies = { [bad]: '1.0.0', zod: '3.23.8' };
  await publishNpm(admin, at, { name, version: '1.0.0', license: 'MIT', dependencies });
  await visitAsAdmin(page, `${repositories}/${npm}/packages/${name}/1.0.0/components`);
  const needs = page.getByRole('table', { name: 'Dependencies' });
  await expect(needs.getByRole('rowheader', { name: 'Brought along by an install' })).toBeVisible();
  const row = needs.getByRole('row', { name: bad });
  await expect(row).toContainText('Critical');
  await expect(row.getByRole('link', { name: /^GHSA-e2e0/ })).toBeVisible();
  await expect(needs.getByRole('row', { name: /zod/ })).toContainText('None known');
  const affected = page.getByRole('button', { name: 'With findings 1' });
  await affected.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/affected=yes/);
  await expect(needs.getByRole('row', { name: /zod/ })).toHaveCount(0);
  await page.reload();
  await expect(affected).toHaveAttribute('aria-pressed', 'true');
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: /^Bundled inside/ }).click();
  await expect(page.getByText('No dependency matches this search.')).toBeVisible();
});
