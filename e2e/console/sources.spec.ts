import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { githubApi } from '../clients/composer/forges/github-api.ts';
import { StandInForge } from '../clients/composer/forges/stand-in-forge.ts';
import { adminClient, randomSlug } from './gateway-client.ts';
import { warehouse } from './seed.ts';
import { alertSaying, visit, visitAsAdmin } from './visit.ts';

const { project } = warehouse;
const manifest = { name: 'acme/widgets', description: 'Widgets.', license: 'MIT' };

test.describe('sources of version control', () => {
  const repository = randomSlug('php');
  const sources = `/projects/${project}/repositories/${repository}/sources`;
  let forge: StandInForge;

  test.beforeAll(async () => {
    forge = await StandInForge.start(githubApi);
    forge.authorization = 'Bearer s3cret';
    await forge.repository.release('v1.0.0', manifest);
    await forge.repository.release('nightly', manifest);
    const admin = await adminClient();
    await admin.graphql(
      `mutation ($input: CreateRepositoryInput!) {
        createRepository(input: $input) { repository { id } }
      }`,
      { input: { project, slug: repository, format: 'COMPOSER', kind: 'HOSTED' } },
    );
  });

  test.afterAll(() => forge.close());

  test('one is tried, added, asked and removed', async ({ page }) => {
    test.setTimeout(120_000);
    await visitAsAdmin(page, sources);
    const main = page.getByRole('main');
    await expect(main.getByText('No package is made of version control yet')).toBeVisible();
    await main.getByRole('button', { name: 'Add a source' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add a source' });
    await dialog.getByRole('textbox', { name: 'Package' }).fill('acme/widgets');
    await dialog.getByRole('textbox', { name: 'Address of the repository' }).fill(forge.url);
    const secret = dialog.getByLabel('Password or token');
    await secret.fill('guessed');
    await dialog.getByRole('button', { name: 'Try it' }).click();
    await expect(alertSaying(page, 'does not take the credential')).toBeVisible();
    await secret.fill('s3cret');
    await dialog.getByRole('button', { name: 'Try it' }).click();
    await expect(alertSaying(page, 'It answers, and has 2 tags and 1 branch.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Add a source' }).click();
    const reveal = page.getByRole('dialog', { name: 'The secret of its hook' });
    await expect(reveal).toContainText('/api/hooks/vcs/');
    await reveal.getByRole('button', { name: 'I have kept it' }).click();

    await expect(async () => {
      await page.reload();
      const row = page.getByRole('row', { name: /acme\/widgets/ });
      await expect(row).toContainText('In step', { timeout: 2_000 });
    }).toPass({ timeout: 40_000 });
    await page.getByRole('link', { name: 'acme/widgets' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('acme/widgets');
    const refs = page.getByRole('table', { name: 'Tags and branches' });
    await expect(refs.getByRole('row', { name: /v1\.0\.0/ })).toContainText('Not yet');
    await expect(refs.getByRole('row', { name: /nightly/ })).toContainText('is no version');
    await expect(page.getByText('Kept, sealed')).toBeVisible();
    await page.getByRole('button', { name: 'Ask now' }).click();
    await expect(alertSaying(page, 'It is asked now.')).toBeVisible();

    const asking = page.getByRole('form', { name: 'How it is asked' });
    await asking.getByRole('combobox', { name: 'Ask every' }).click();
    await page.getByRole('option', { name: 'hour', exact: true }).click();
    await asking.getByRole('switch', { name: 'Take the kept credential away' }).check();
    await asking.getByRole('button', { name: 'Save changes' }).click();
    await expect(alertSaying(page, 'Saved.')).toBeVisible();
    await page.reload();
    await expect(asking.getByRole('combobox', { name: 'Ask every' })).toHaveText('hour');
    await expect(page.getByText('Kept, sealed')).toHaveCount(0);
    await asking.getByLabel('Password or token').fill('s3cret');
    await asking.getByRole('button', { name: 'Save changes' }).click();
    await expect(asking.getByLabel('Password or token')).toHaveValue('');
    await expect(page.getByText('Kept, sealed')).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`in ${colorScheme}`, () => {
      test.use({ colorScheme });

      test('axe finds nothing on their pages', async ({ page }, info) => {
        await visitAsAdmin(page, sources);
        const source = `${sources}/${encodeURIComponent('acme/widgets')}`;
        for (const [path, table] of [
          [sources, 'Sources of this repository'],
          [source, 'Tags and branches'],
        ] as const) {
          await visit(page, path);
          await expect(page.getByRole('table', { name: table })).toBeVisible();
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
          await page.screenshot({ path: info.outputPath(`${table}.png`), fullPage: true });
        }
      });
    });
  }

  test('have a tab in Composer repositories alone', async ({ page }) => {
    await visitAsAdmin(page, `/projects/${project}/repositories/${warehouse.npm}`);
    await expect(page.getByRole('link', { name: 'Sources', exact: true })).toHaveCount(0);
  });
});
