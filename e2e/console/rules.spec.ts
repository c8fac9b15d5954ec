import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { randomSlug } from './gateway-client.ts';
import { warehouse } from './seed.ts';
import { alertSaying, visit, visitAsAdmin } from './visit.ts';

const { project, empty } = warehouse;

test('a rule is made, refused with the sentence of the server, and taken back', async ({
  page,
}) => {
  const name = randomSlug('denied');
  await visitAsAdmin(page, `/projects/${project}/repositories/${empty}/policy`);
  const rules = page.getByRole('region', { name: 'Rules' });
  await rules.getByRole('button', { name: 'Add a rule' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Versions' }).fill('^1.0.0');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Withdrawn by its author.');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByRole('button', { name: 'Add a rule' }).click();
  await expect(dialog.getByRole('alert')).toContainText('is no range of versions');
  await dialog.getByRole('textbox', { name: 'Versions' }).fill('<1.0.0');
  await dialog.getByRole('button', { name: 'Add a rule' }).click();
  await expect(alertSaying(page, 'The rule is in force.')).toBeVisible();

  const row = rules.getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText(`${name} <1.0.0`);
  await expect(row).toContainText('Denied');
  await row.getByRole('button', { name: 'Take back' }).click();
  await expect(alertSaying(page, 'The rule was taken back.')).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('a rule of a project is made on its page, and everybody sees where it speaks', async ({
  page,
}) => {
  const name = randomSlug('project-wide');
  await visitAsAdmin(page, `/projects/${project}/rules`);
  const rules = page.getByRole('region', { name: 'Rules' });
  await rules.getByRole('button', { name: 'Add a rule' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a rule' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('combobox', { name: 'Format' }).click();
  await page.getByRole('option', { name: 'npm' }).click();
  await dialog.getByRole('textbox', { name: 'Versions' }).fill('<1.0.0');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Nobody of this project takes it.');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByRole('button', { name: 'Add a rule' }).click();
  await expect(alertSaying(page, 'The rule is in force.')).toBeVisible();
  await visit(page, '/rules');
  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row.getByRole('cell', { name: project, exact: true })).toBeVisible();
  await row.getByRole('button', { name: 'Take back' }).click();
  await expect(row).toHaveCount(0);
});

test('a policy that only watches says so in words', async ({ page }) => {
  await visitAsAdmin(page, `/projects/${project}/repositories/${empty}/policy`);
  const form = page.getByRole('form', { name: 'What is cleared' });
  const watches = form.getByRole('switch', { name: 'Only watch' });
  await watches.click();
  await expect(form.getByRole('list', { name: 'In words' })).toContainText('It only watches');
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(alertSaying(page, 'Policy saved')).toBeVisible();
  await watches.click();
  await form.getByRole('button', { name: 'Save changes' }).click();
  await expect(form.getByRole('list', { name: 'In words' })).not.toContainText('It only watches');
});
