import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { adminClient, randomSlug } from './gateway-client.ts';
import { publishNpm } from './npm-package.ts';
import { warehouse } from './seed.ts';
import { alertSaying, visit, visitAsAdmin } from './visit.ts';

const { project, npm, raw, empty, clearPackage } = warehouse;
const repository = `/projects/${project}/repositories/${npm}`;
const package_ = `${repository}/packages/${encodeURIComponent(clearPackage)}`;
const artifact = `${package_}/1.0.0`;
const image = `/projects/${project}/repositories/containers/packages/contract%2Fimage`;

const pages: readonly (readonly [string, RegExp])[] = [
  ['/', /Overview/],
  ['/projects', /Projects/],
  [`/projects/${project}`, /Acme web shop/],
  [`/projects/${project}/rules`, /Acme web shop/],
  [`/projects/${project}/members`, /Acme web shop/],
  [`/projects/${project}/settings`, /Acme web shop/],
  [`/projects/${project}/create-repository`, /Create repository/],
  [repository, /packages/],
  [`/projects/${project}/repositories/${empty}`, /drafts|Drafts/],
  [`${repository}/artifacts`, /packages/],
  [`${repository}/setup`, /packages/],
  [`/projects/${project}/repositories/${raw}/upload`, /images/],
  [`/projects/${project}/repositories/${raw}?view=tree`, /images/],
  [`${repository}/policy`, /packages/],
  [`${repository}/members`, /packages/],
  [`${repository}/settings`, /packages/],
  [package_, /@acme\/checkout/],
  [artifact, /@acme\/checkout/],
  [`${artifact}/files`, /@acme\/checkout/],
  [`${artifact}/findings`, /@acme\/checkout/],
  [`${artifact}/components`, /@acme\/checkout/],
  [`${artifact}/decisions`, /@acme\/checkout/],
  [`${artifact}/activity`, /@acme\/checkout/],
  [image, /contract\/image/],
  ['/artifacts', /Artifacts/],
  ['/search', /Search/],
  ['/search?query=checkout', /Search/],
  ['/search?query=checkout%20-is:held', /Search/],
  ['/quarantine', /Quarantine/],
  ['/quarantine?because=young', /Quarantine/],
  ['/uploads', /Uploads/],
  ['/keys', /API keys/],
  ['/users', /Users/],
  ['/roles', /Roles/],
  ['/rules', /Rules/],
  ['/audit', /Audit log/],
  ['/advisories', /Advisories/],
  ['/profile', /Admin/i],
];

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The schemes differ in nothing but their colours: all else need be looked at only once. */
function rulesFor(colorScheme: 'light' | 'dark', axe: AxeBuilder): AxeBuilder {
  return colorScheme === 'light' ? axe.withTags(wcag) : axe.withRules(['color-contrast']);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('every page loads, breaks no policy, and axe finds nothing', async ({ page }) => {
      test.setTimeout(300_000);
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`);
      });
      await visitAsAdmin(page, '/');
      for (const [path, heading] of pages) {
        await visit(page, path);
        await expect(page.getByRole('heading', { level: 1 }), path).toHaveText(heading);
        await expect(page.getByRole('status', { name: /^Loading/ }), path).toHaveCount(0);
        const { violations } = await rulesFor(colorScheme, new AxeBuilder({ page })).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
        expect(found, path).toEqual([]);
      }
      expect(faults).toEqual([]);
    });

    test('the sign-in page is clean', async ({ page }) => {
      await visit(page, '/sign-in');
      await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
    });
  });
}

test('a person is shown with roles and keys', async ({ page }) => {
  await visitAsAdmin(page, '/users');
  await page.getByRole('link', { name: 'Administrator' }).click();
  await expect(page.getByRole('table', { name: 'Roles' })).toContainText('Everywhere');
  await expect(page.getByRole('region', { name: 'API keys' })).toBeVisible();
});

test('an address that nothing answers says so', async ({ page }) => {
  await visitAsAdmin(page, '/projects/no-such-project');
  await expect(alertSaying(page, 'There is nothing at this address')).toBeVisible();
});

test('the palette finds an artifact from anywhere by keyboard', async ({ page }) => {
  await visitAsAdmin(page, '/profile');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: /^Type a name/ });
  await box.fill('checkout');
  await expect(page.getByRole('option', { name: /@acme\/checkout 1\.0\.0/ })).toBeVisible();
  await page.getByRole('option', { name: /@acme\/checkout 1\.0\.0/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(clearPackage);
});

test('the palette and the search list what is called so before what only speaks of it', async ({
  page,
}) => {
  const word = randomSlug('zebra');
  const names = [word, `${word}-session`, ...Array.from({ length: 9 }, (_, at) => `a-${at}-${at}`)];
  const admin = await adminClient();
  for (const [at, name] of names.entries()) {
    const own = at < 2 ? name : `${name}-${randomSlug('x')}`;
    const manifest = { name: own, version: '1.0.0', description: `Made for ${word}.` };
    await publishNpm(admin, { project, repository: npm }, manifest);
  }
  await visitAsAdmin(page, '/');
  await expect(page.getByRole('link', { name: 'All artifacts' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(word);
  const packages = page
    .getByRole('listbox')
    .locator('li')
    .filter({ hasText: /^Packages/ });
  await expect(packages.getByRole('option').nth(0)).toHaveText(new RegExp(`^${word}acme`));
  await expect(packages.getByRole('option').nth(1)).toHaveText(new RegExp(`^${word}-session`));
  const artifacts = page
    .getByRole('listbox')
    .locator('li')
    .filter({ hasText: /^Artifacts/ });
  await expect(artifacts.getByRole('option').first()).toHaveText(new RegExp(`^${word} 1\\.0\\.0`));
  await page.keyboard.press('Escape');
  await visit(page, `/search?query=${word}`);
  const found = page.getByRole('table', { name: 'Found' }).locator('tbody').getByRole('row');
  await expect(found.nth(0)).toContainText(word);
  await expect(found.nth(1)).toContainText(`${word}-session`);
  await expect(found).toHaveCount(names.length);
});

test('a search is said in words and terms, and kept in the address', async ({ page }) => {
  await visitAsAdmin(page, '/search');
  const field = page.getByRole('searchbox', { name: 'Words and terms' });
  await field.fill('checkout');
  await expect(page.getByRole('link', { name: clearPackage }).first()).toBeVisible();
  await page.getByRole('button', { name: /^format:npm/ }).click();
  await expect(page).toHaveURL(/query=checkout\+format%3Anpm/);
  await expect(page.getByRole('link', { name: clearPackage }).first()).toBeVisible();
  await field.fill('checkout -format:npm');
  await expect(page.getByText('Nothing fits this search')).toBeVisible();
  await field.fill('checkout version:1.* licence:MIT');
  await expect(page.getByRole('link', { name: clearPackage }).first()).toBeVisible();
  await field.fill('is:good');
  await expect(alertSaying(page, '"is:" takes held, released')).toBeVisible();
});

test('S5 toggles say how much of what was found would stay, and are terms of the search', async ({
  page,
}) => {
  await visitAsAdmin(page, '/search?query=checkout');
  const formats = page.getByRole('group', { name: 'Format' });
  const npmToggle = formats.getByRole('button', { name: /^npm \d/ });
  await expect(npmToggle).toHaveAttribute('aria-pressed', 'false');
  await npmToggle.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/query=checkout\+format%3Anpm/);
  await expect(npmToggle).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('searchbox', { name: 'Words and terms' })).toHaveValue(
    'checkout format:npm',
  );
  await page
    .getByRole('group', { name: 'State' })
    .getByRole('button', { name: /^Released/ })
    .click();
  await expect(page).toHaveURL(/format%3Anpm\+is%3Areleased/);
  await page.reload();
  await expect(npmToggle).toHaveAttribute('aria-pressed', 'true');
  await npmToggle.click();
  await expect(page).toHaveURL(/query=checkout\+is%3Areleased/);
});

test('Escape closes the palette, and the page below has the keys again', async ({ page }) => {
  await visitAsAdmin(page, '/projects');
  await expect(page.getByRole('link', { name: 'Acme web shop' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('check');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search' })).toBeFocused();
});

test('g then a letter goes to a page, and ? lists the keys', async ({ page }) => {
  await visitAsAdmin(page, '/');
  // What only the page's script can draw: from here on it also hears the keys.
  await expect(page.getByRole('link', { name: 'All artifacts' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { name: 'Projects', level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('at 320 pixels nothing is lost to the side', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await visitAsAdmin(page, '/');
  const narrow = [
    ...['/', '/projects', '/search?query=checkout', '/quarantine', '/keys', '/audit', '/profile'],
    ...[`${repository}/setup`, `${repository}/settings`, `${repository}/policy`],
    ...[image, artifact, `${artifact}/files`, `${artifact}/components`],
  ];
  for (const path of narrow) {
    await visit(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
    // A grid takes its width a frame after it is there.
    const overflow = () =>
      page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
    await expect.poll(overflow, { message: path }).toBeLessThanOrEqual(0);
  }
});
