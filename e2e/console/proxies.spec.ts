import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { adminClient, randomSlug } from './gateway-client.ts';
import { giveOutAtOnce, makeHome, makeProxy, makeRepository } from './make-proxy.ts';
import { expectClean, overflowOf } from './page-checks.ts';
import { warehouse } from './seed.ts';
import { alertSaying, visit, visitAsAdmin } from './visit.ts';

const { project, npm, empty, clearPackage } = warehouse;
const secret = 's3cret';

/** A registry that shows its front to who brings the secret alone; a stand-in. */
async function startRegistry(): Promise<Server> {
  const server = createServer((request, response) => {
    const isKnown = request.headers.authorization === `Bearer ${secret}`;
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
    response.end(isKnown ? '{}' : '');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

// It listens on a port, so this is no pipe.
const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

test.describe('an upstream', () => {
  let registry: Server;
  test.beforeAll(async () => {
    registry = await startRegistry();
  });
  test.afterAll(() => {
    registry.closeAllConnections();
    registry.close();
  });

  test('is tried before it is saved, and again with what is kept', async ({ page }) => {
    const slug = randomSlug('tried');
    await visitAsAdmin(page, `/projects/${project}/create-repository`);
    await page.getByRole('radio', { name: 'npm' }).check();
    await page.getByRole('radio', { name: 'Proxy' }).check();
    const tryIt = page.getByRole('button', { name: 'Try it' });
    await expect(tryIt).toHaveAccessibleDescription('Write its address first.');
    await page.getByRole('textbox', { name: 'Address of the upstream' }).fill(urlOf(registry));
    await tryIt.click();
    await expect(alertSaying(page, 'It wants to know who asks')).toBeVisible();
    await page.getByLabel('Password or token').fill(secret);
    // What was said of another credential is not said of this one.
    await expect(alertSaying(page, 'It wants to know who asks')).toHaveCount(0);
    await tryIt.click();
    await expect(alertSaying(page, 'It looks like a server of npm. It took')).toBeVisible();
    await expectClean(page);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(slug);
    await page.getByRole('button', { name: 'Create repository' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(slug);

    await visit(page, `/projects/${project}/repositories/${slug}/settings`);
    await tryIt.click();
    await expect(alertSaying(page, 'It took the credential.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Address of the upstream' }).fill('http://127.0.0.2/');
    await tryIt.click();
    await expect(alertSaying(page, 'is not in the public internet')).toBeVisible();
  });
});

test('what a proxy holds and saves is shown, as a chart and as a table', async ({ page }) => {
  test.setTimeout(120_000);
  const admin = await adminClient();
  const slug = randomSlug('cache');
  const home = await makeHome();
  const repositoryId = await makeProxy(slug, home);
  const path = `/projects/${home}/repositories/${slug}/cache`;
  await visitAsAdmin(page, path);
  await expect(page.getByText('Nothing was fetched yet')).toBeVisible();
  await giveOutAtOnce(repositoryId);
  const archive = `/npm/${home}/${slug}/${clearPackage}/-/checkout-1.0.0.tgz`;
  for (let times = 0; times < 3; times += 1) {
    const answer = await admin.fetch(archive);
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
  }
  // They are written down every few seconds.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('67 % of 3')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await expect(page.getByRole('table', { name: 'By when it was fetched' })).toContainText(
    'Within a day',
  );
  await page.getByRole('button', { name: 'Show as a table' }).click();
  const today = new Date().toISOString().slice(0, 10);
  const row = page.getByRole('row', { name: new RegExp(`^${today}`) });
  await expect(row).toHaveText(new RegExp(`${today}\\s*2\\s*1`));
  await expectClean(page);

  const held = `/projects/${home}/repositories/${slug}/packages/${encodeURIComponent(clearPackage)}`;
  await visit(page, held);
  await expect(page.getByText('The upstream sets these tags.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Set|Delete) tag/ })).toHaveCount(0);
});

test('how far an upstream is believed is refused in words, saved, and shown again', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const slug = randomSlug('believed');
  await makeProxy(slug);
  await visitAsAdmin(page, `/projects/${project}/repositories/${slug}/settings`);
  const form = page.getByRole('form', { name: 'Where is its upstream?' });
  const time = form.getByRole('spinbutton', { name: 'An index is believed for' });
  const unit = form.getByRole('combobox', { name: 'Unit' });
  const claimed = form.getByRole('textbox', { name: 'Names that are ours' });
  const save = form.getByRole('button', { name: 'Save changes' });
  await expect(time).toHaveValue('5');
  await expect(unit).toContainText('Minutes');
  await unit.focus();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: 'Hours' }).press('Enter');
  await time.fill('48');
  await save.click();
  await expect(time).toHaveAccessibleDescription(/believed for a day at most/);
  await time.fill('2');
  await claimed.fill('x'.repeat(300));
  await save.click();
  await expect(claimed).toHaveAccessibleDescription('A name has at most 256 characters.');
  await claimed.fill('@acme/*\nour-*');
  await form.getByRole('textbox', { name: 'Names that are shared' }).fill('@acme/open');
  await expectClean(page);
  await save.click();
  await expect(alertSaying(page, 'Saved.')).toBeVisible();
  await page.reload();
  await expect(time).toHaveValue('2');
  await expect(unit).toContainText('Hours');
  await expect(claimed).toHaveValue('@acme/*\nour-*');
  await claimed.fill('');
  await save.click();
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await page.reload();
  await expect(time).toHaveValue('2');
  await expect(claimed).toHaveValue('');
  await expect(form.getByRole('textbox', { name: 'Names that are shared' })).toHaveValue(
    '@acme/open',
  );
});

test('upstream is asked again, and a version is fetched before anybody asks', async ({ page }) => {
  test.setTimeout(120_000);
  const home = await makeHome();
  const slug = randomSlug('asked');
  await makeProxy(slug, home);
  await visitAsAdmin(page, `/projects/${home}/repositories/${slug}/cache`);
  const again = page.getByRole('form', { name: 'Ask upstream again' });
  await again.getByRole('button').click();
  await expect(again.getByText('Asked for anew when somebody wants it: 0 indexes.')).toBeVisible();

  const ahead = page.getByRole('form', { name: 'Fetch a version now' });
  const fetchIt = ahead.getByRole('button');
  await expect(fetchIt).toHaveAccessibleDescription('Write a name first.');
  await ahead.getByRole('textbox', { name: 'Name of a package' }).fill('no-such-package');
  await fetchIt.click();
  await expect(alertSaying(page, 'no-such-package')).toBeVisible();
  await ahead.getByRole('textbox', { name: 'Name of a package' }).fill(clearPackage);
  await ahead.getByRole('textbox', { name: 'Version' }).fill('1.0.0');
  await page.keyboard.press('Enter');
  await expect(ahead.getByText(`On its way: 1 file of ${clearPackage} 1.0.0.`)).toBeVisible();
  await again.getByRole('textbox').fill(clearPackage);
  await again.getByRole('button').click();
  await expect(again.getByText(/wants it: \d index(es)?\./)).toBeVisible();
  await expectClean(page);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('table', { name: 'By when it was fetched' })).toBeVisible({
      timeout: 2_000,
    });
  }).toPass({ timeout: 30_000 });
});

test('what is young is listed with when it is old enough, and can be released', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const admin = await adminClient();
  const home = await makeHome();
  const slug = randomSlug('young');
  await makeProxy(slug, home);
  const young = `/quarantine?because=young&project=${home}&repository=${slug}`;
  await visitAsAdmin(page, young);
  await expect(page.getByText('Nothing waits because it is young')).toBeVisible();
  const archive = `/npm/${home}/${slug}/${clearPackage}/-/checkout-1.0.0.tgz`;
  expect((await admin.fetch(archive)).status).toBe(403);

  await visit(page, `/projects/${home}/repositories/${slug}/cache`);
  await page.getByRole('link', { name: 'What is young and waits' }).click();
  const list = page.getByRole('list', { name: 'Held artifacts' });
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(list).toContainText(clearPackage);
  await expect(list).toContainText(/old enough in 2\d hours/);
  const filter = page.getByRole('button', { name: 'It is young' });
  await expect(filter).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('Published upstream', { exact: true })).toBeVisible();
  await expect(page.getByRole('article')).toContainText('What is new waits 24 hours');
  await expectClean(page);
  await page.setViewportSize({ width: 320, height: 800 });
  await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1360, height: 860 });

  await page.keyboard.press('a');
  await page.getByRole('textbox', { name: 'Why' }).fill('We wrote it ourselves.');
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
  await expect(alertSaying(page, '1 artifact released.')).toBeVisible();
  await expect(page.getByText('Nothing waits because it is young')).toBeVisible();
  const places = page.getByRole('group', { name: 'Active filters' });
  await places.getByRole('button', { name: `Repository: ${slug}` }).press('Delete');
  await expect(page).not.toHaveURL(/repository=/);
  await filter.focus();
  await page.keyboard.press('Enter');
  await expect(filter).toHaveAttribute('aria-pressed', 'false');
  await expect(page).toHaveURL(new RegExp(`/quarantine\\?project=${home}$`));
  await expect(page.getByText('Nothing is waiting')).toBeVisible();
});

test.describe('a group', () => {
  const [proxy, group] = [randomSlug('proxy'), randomSlug('group')];
  const settings = `/projects/${project}/repositories/${group}/settings`;
  test.beforeAll(async () => {
    await makeProxy(proxy);
    const members = [npm, empty, proxy].map((slug) => `${project}/${slug}`);
    await makeRepository({ slug: group, kind: 'GROUP', members });
  });

  test('is put in order by the mouse and by keys, which is read aloud and saved', async ({
    page,
  }) => {
    await visitAsAdmin(page, settings);
    const list = page.getByRole('list', { name: /Repositories, in the order/ });
    const names = list.getByRole('listitem');
    await expect(names).toContainText([npm, empty, proxy]);
    const handle = (slug: string) =>
      list.getByRole('button', { name: `Move ${project}/${slug}`, exact: true });
    await handle(proxy).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect(names).toContainText([proxy, npm, empty]);
    await expect(handle(proxy)).toBeFocused();
    await expect(page.getByText(`${project}/${proxy} is now 1 of 3.`)).toBeAttached();

    await handle(empty).hover();
    await page.mouse.down();
    const target = await handle(npm).boundingBox();
    if (target === null) throw new Error('a row of the list has a place');
    await page.mouse.move(target.x + 5, target.y + target.height / 2, { steps: 6 });
    await page.mouse.up();
    await expect(names).toContainText([proxy, empty, npm]);
    await list.getByRole('button', { name: `Move ${project}/${proxy} down` }).click();
    await expect(names).toContainText([empty, proxy, npm]);
    await expectClean(page);
    const form = page.getByRole('form', { name: 'What does it show?' });
    await form.getByRole('button', { name: 'Save changes' }).click();
    await expect(alertSaying(page, 'Saved.')).toBeVisible();
    await page.reload();
    await expect(names).toContainText([empty, proxy, npm]);
  });

  test('says where a name would come from for somebody else', async ({ page }) => {
    await visitAsAdmin(page, settings);
    const form = page.getByRole('form', { name: 'Where would a name come from?' });
    await form.getByRole('textbox', { name: 'Name of a package' }).fill(clearPackage);
    await form.getByRole('combobox', { name: 'Asked by' }).click();
    await page.getByRole('option', { name: 'Somebody who does not sign in' }).click();
    await form.getByRole('button', { name: 'Ask' }).click();
    const answers = page.getByRole('table', { name: /Who is asked for/ });
    await expect(answers.getByRole('row', { name: group })).toContainText('not there for them');
    await form.getByRole('combobox', { name: 'Asked by' }).click();
    await page.getByRole('option', { name: 'Another user' }).click();
    await form.getByRole('textbox', { name: 'User name' }).fill('nobody-of-that-name');
    await form.getByRole('button', { name: 'Ask' }).click();
    await expect(alertSaying(page, 'There is no such user.')).toBeVisible();
    await form.getByRole('textbox', { name: 'User name' }).fill('admin');
    await form.getByRole('button', { name: 'Ask' }).click();
    const first = answers.getByRole('row', { name: `${project}/${npm} Hosted` });
    await expect(first).toContainText('Has ');
    await expectClean(page);
  });
});
