import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { adminClient, randomSlug } from './gateway-client.ts';
import { makeConsumer } from './make-consumer.ts';
import { warehouse } from './seed.ts';
import { alertSaying, signInAs, visit, visitAsAdmin } from './visit.ts';

const { project, empty } = warehouse;

/** More than any page of ours has between two places. */
const stepsMax = 40;

/** Presses a key until something is so, as somebody does who watches the screen. */
async function press(page: Page, key: string, isReached: () => Promise<boolean>): Promise<void> {
  for (let step = 0; step < stepsMax; step += 1) {
    if (await isReached()) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not lead there`);
}

const isFocused = (target: Locator) => () =>
  target.evaluate((element) => element.matches(':focus'));

test('S1 a repository of a format is made by keyboard alone, and then says how to use it', async ({
  page,
}) => {
  const name = randomSlug('keyboard');
  await visitAsAdmin(page, `/projects/${project}/create-repository`);
  const formats = page.getByRole('radiogroup', { name: 'Format' });
  await expect(formats.getByRole('radio')).toHaveCount(10);
  const chosen = formats.getByRole('radio', { checked: true });
  await press(page, 'Tab', isFocused(chosen));
  const maven = formats.getByRole('radio', { name: 'Maven' });
  await press(page, 'ArrowDown', () => maven.isChecked());
  const field = page.getByRole('textbox', { name: 'Name', exact: true });
  await press(page, 'Tab', isFocused(field));
  await page.keyboard.type(name);
  await expect(page.getByRole('textbox', { name: 'Short name' })).toHaveValue(name);
  const canDelete = page.getByRole('switch', { name: 'Versions may be deleted' });
  await press(page, 'Tab', isFocused(canDelete));
  await page.keyboard.press('Space');
  await expect(canDelete).not.toBeChecked();
  await press(page, 'Shift+Tab', isFocused(field));
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await expect(page.getByRole('region', { name: 'Configure' }).last()).toContainText(
    `/maven/${project}/${name}/`,
  );
  await visit(page, `/projects/${project}/repositories/${name}/settings`);
  await expect(canDelete).not.toBeChecked();

  await visit(page, `/projects/${project}/create-repository`);
  await field.fill(name);
  await field.press('Enter');
  await expect(
    alertSaying(page, `There is already a repository "${project}/${name}".`),
  ).toBeVisible();
});

test('settings are saved, and refused with the sentence of the server', async ({ page }) => {
  await visitAsAdmin(page, `/projects/${project}/repositories/${empty}/settings`);
  const form = page.getByRole('form', { name: 'Settings' });
  const field = form.getByRole('textbox', { name: 'Name' });
  const save = form.getByRole('button', { name: 'Save changes' });
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await field.fill(' ');
  await save.click();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription('Say something.');
  await field.fill('Drafts of the shop');
  await save.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Drafts of the shop');

  const rules = page.getByRole('form', { name: 'Versions' });
  const canOverwrite = rules.getByRole('switch', { name: /published again with other bytes/ });
  await canOverwrite.click();
  await rules.getByRole('button', { name: 'Save changes' }).click();
  await expect(alertSaying(page, 'Saved.')).toBeVisible();
  await page.reload();
  await expect(canOverwrite).toBeChecked();
  await expect(field).toHaveValue('Drafts of the shop');
});

test('a rule that clients of a format rely on cannot be switched, and says so', async ({
  page,
}) => {
  await visitAsAdmin(page, `/projects/${project}/repositories/${warehouse.raw}/settings`);
  const rules = page.getByRole('form', { name: 'Versions' });
  const fixed = rules.getByRole('switch', { name: /published again with other bytes/ });
  await expect(fixed).toBeDisabled();
  await expect(fixed).toHaveAccessibleDescription('Fixed: clients of raw rely on it.');
});

test('who may only consume is told what is missing, and where nothing can be seen', async ({
  page,
}) => {
  const { username, password } = await makeConsumer(project);
  await visit(page, `/projects/${project}/create-repository`);
  await signInAs(page, username, password);
  const create = page.getByRole('button', { name: 'Create repository' });
  await expect(create).toHaveAccessibleDescription(
    'You need the permission repository:create here.',
  );
  await visit(page, `/projects/${project}/repositories/${warehouse.npm}/settings`);
  const save = page.getByRole('form', { name: 'Versions' }).getByRole('button');
  await expect(save).toHaveAccessibleDescription('You need the permission repository:update here.');
  await visit(page, '/projects/no-such-project/create-repository');
  await expect(alertSaying(page, 'There is nothing at this address')).toBeVisible();
});

test('S1 a proxy and a group are made by where they get things from, and can be changed', async ({
  page,
}) => {
  const proxy = randomSlug('proxy');
  const group = randomSlug('group');
  await visitAsAdmin(page, `/projects/${project}/create-repository`);
  const kinds = page.getByRole('radiogroup', { name: 'Kind' });
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await page.getByRole('radio', { name: 'npm' }).check();
  await kinds.getByRole('radio', { name: 'Proxy' }).check();
  await name.fill(proxy);
  const upstream = page.getByRole('textbox', { name: 'Address of the upstream' });
  await upstream.fill('ftp://example.org/');
  await name.press('Enter');
  await expect(page.getByText(/begins with https:/).first()).toBeVisible();
  await upstream.fill('https://registry.example.org/npm/');
  await name.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(proxy);

  await visit(page, `/projects/${project}/create-repository`);
  await page.getByRole('radio', { name: 'npm' }).check();
  await kinds.getByRole('radio', { name: 'Group' }).check();
  await name.fill(group);
  await page.getByRole('textbox', { name: 'Add a repository' }).fill(`${project}/${proxy}`);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await name.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(group);

  await visit(page, `/projects/${project}/repositories/${group}/settings`);
  const shown = page.getByRole('list', { name: /Repositories, in the order/ });
  await expect(shown.getByRole('listitem')).toContainText([`${project}/${proxy}`]);
  const hosted = `${project}/${warehouse.npm}`;
  await page.getByRole('textbox', { name: 'Add a repository' }).fill(hosted);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const target = page.getByRole('combobox', { name: 'Published to' });
  const save = page
    .getByRole('form', { name: 'What does it show?' })
    .getByRole('button', { name: 'Save changes' });
  await target.click();
  await page.getByRole('option', { name: `${project}/${proxy}` }).click();
  await save.click();
  await expect(page.getByText(/is not hosted/).first()).toBeVisible();
  await target.click();
  await page.getByRole('option', { name: hosted }).click();
  await save.click();
  await expect(save).toBeDisabled();
  await page.reload();
  await expect(target).toContainText(hosted);
  await visit(page, `/projects/${project}/repositories/${proxy}/settings`);
  const offline = page.getByRole('switch', { name: 'Serve what is here and ask nobody' });
  await offline.check();
  const form = page.getByRole('form', { name: 'Where is its upstream?' });
  await form.getByRole('button', { name: 'Save changes' }).click();
  await page.reload();
  await expect(offline).toBeChecked();
});

test('a group says where a name would come from, and why somebody is not asked', async ({
  page,
}) => {
  const admin = await adminClient();
  const [proxy, group] = [randomSlug('proxy'), randomSlug('group')];
  const make = (input: object) =>
    admin.graphql(
      'mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { repository { id } } }',
      { input: { project, format: 'NPM', ...input } },
    );
  await make({ slug: proxy, kind: 'PROXY', upstreamUrl: 'https://registry.example.org/npm/' });
  const hosted = `${project}/${warehouse.npm}`;
  await make({ slug: group, kind: 'GROUP', members: [hosted, `${project}/${proxy}`] });
  await visitAsAdmin(page, `/projects/${project}/repositories/${group}/settings`);
  const form = page.getByRole('form', { name: 'Where would a name come from?' });
  await form.getByRole('textbox', { name: 'Name of a package' }).fill(warehouse.clearPackage);
  await form.getByRole('button', { name: 'Ask' }).click();
  const answers = page.getByRole('table', { name: /Who is asked for/ });
  await expect(answers.getByRole('row', { name: hosted }).first()).toContainText('Has ');
  const unasked = answers.getByRole('row', { name: new RegExp(proxy) });
  await expect(unasked).toContainText('Is not asked');
  await expect(unasked).toContainText(`${hosted} has the name.`);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
