import { expect, test } from '@playwright/test';
import { adminClient } from './gateway-client.ts';
import { publishPoisoned } from './seed.ts';
import { alertSaying, visitAsAdmin } from './visit.ts';

/** More than the specs before this one leave in the queue. */
const rowsMax = 40;

test('S12 by keyboard alone an artifact is found, judged and released', async ({ page }) => {
  const admin = await adminClient();
  const first = await publishPoisoned(admin);
  const second = await publishPoisoned(admin);
  await visitAsAdmin(page, '/quarantine');
  const list = page.getByRole('list', { name: 'Held artifacts' });
  const current = list.locator('[aria-current="true"]');
  await expect(current).toBeVisible();
  // The oldest stand first, and other specs have left theirs: walk down to ours.
  for (let row = 0; row < rowsMax; row += 1) {
    const before = (await current.textContent()) ?? '';
    if (before.includes(first)) break;
    await page.keyboard.press('j');
    await expect(current).not.toHaveText(before);
  }
  await expect(current).toContainText(first);
  await page.keyboard.press('j');
  await expect(current).toContainText(second);
  await page.keyboard.press('k');
  await expect(current).toContainText(first);
  await expect(page.getByRole('article')).toContainText(first);

  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Release 1 artifact' });
  await expect(dialog).toBeVisible();
  await page.keyboard.type('Not reachable from our code.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(alertSaying(page, '1 artifact released.')).toBeVisible();
  await expect(list.getByRole('button', { name: first })).toHaveCount(0);

  await expect(current).toBeVisible();
  await page.keyboard.press('r');
  await expect(page.getByRole('dialog', { name: 'Reject 1 artifact' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(list.getByRole('button', { name: second })).toBeVisible();
});

test('S12 a review without a note cannot be sent', async ({ page }) => {
  await publishPoisoned(await adminClient());
  await visitAsAdmin(page, '/quarantine');
  await page.getByRole('button', { name: 'Reject', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Reject' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expect(dialog.getByText('Write down why first.')).toBeAttached();
});

test('S12 a second browser sees the counter change by itself', async ({ page, browser }) => {
  const admin = await adminClient();
  const name = await publishPoisoned(admin);
  await visitAsAdmin(page, '/quarantine');
  const counter = page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Quarantine/ });
  await expect(page.getByRole('list', { name: 'Held artifacts' })).toContainText(name);
  const before = await counter.textContent();

  const other = await browser.newContext();
  const otherPage = await other.newPage();
  await visitAsAdmin(otherPage, '/quarantine');
  await otherPage.getByRole('button', { name: 'Reject', exact: true }).click();
  await otherPage.getByRole('textbox', { name: 'Why' }).fill('Seen by two.');
  await otherPage.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
  await expect(alertSaying(otherPage, '1 artifact rejected.')).toBeVisible();

  await expect.poll(async () => counter.textContent(), { timeout: 2000 }).not.toBe(before);
  await expect(page.getByRole('button', { name: /Refresh the list/ })).toBeVisible();
  await other.close();
});

test('a receipt says what, why and how to get unblocked, and can release', async ({ page }) => {
  const admin = await adminClient();
  const name = await publishPoisoned(admin);
  const { artifacts } = await admin.graphql<{
    artifacts: { nodes: { currentDecision: { number: string } }[] };
  }>(
    `query ($search: String) {
      artifacts(filter: { search: $search }) { nodes { currentDecision { number } } }
    }`,
    { search: name },
  );
  const number = artifacts.nodes[0]?.currentDecision.number ?? '';
  await visitAsAdmin(page, `/decisions/${number}`);
  const receipt = page.getByRole('article', { name: `Decision ${number}` });
  await expect(receipt).toContainText(name);
  await expect(receipt).toContainText('What to do now');
  await page.getByRole('button', { name: 'Release', exact: true }).click();
  await page.getByRole('textbox', { name: 'Why' }).fill('Checked by hand.');
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
  await expect(page.getByText('A later decision is in force:')).toBeVisible();
});
