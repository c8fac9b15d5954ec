import { randomBytes } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { adminClient } from './gateway-client.ts';
import { warehouse } from './seed.ts';
import { alertSaying, visitAsAdmin } from './visit.ts';

const mebibyte = 1024 * 1024;
const sizeMiB = 96;
const uploadPath = `/projects/${warehouse.project}/repositories/${warehouse.raw}/upload`;

async function bigFile(): Promise<{ readonly path: string; readonly name: string }> {
  const name = `image-${randomBytes(4).toString('hex')}.bin`;
  const path = join(await mkdtemp(join(tmpdir(), 'bonded-upload-')), name);
  await writeFile(path, randomBytes(sizeMiB * mebibyte));
  return { path, name };
}

/**
 * A browser without file handles: the harder case, in which the person has to choose the file
 * again.
 */
async function withoutFileHandles(page: Page): Promise<void> {
  await page.addInitScript('delete window.showOpenFilePicker');
}

/** Slows the line, so that an upload can be caught half way. */
async function slowLine(page: Page, bytesPerSecond: number): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const conditions = (uploadThroughput: number) => ({
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput,
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', conditions(bytesPerSecond));
  return async () => {
    await session.send('Network.emulateNetworkConditions', conditions(-1));
  };
}

test('S11 an upload survives a pause and a reload, and ends with every byte', async ({ page }) => {
  test.setTimeout(180_000);
  const { path, name } = await bigFile();
  await withoutFileHandles(page);
  await visitAsAdmin(page, uploadPath);
  const fullSpeed = await slowLine(page, 24 * mebibyte);
  await page.getByLabel('Choose files').setInputFiles(path);
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row.getByRole('status')).toContainText(/MiB of 96\.0 MiB ·.+left/);

  await row.getByRole('button', { name: `Pause ${name}` }).click();
  await expect(row.getByRole('status')).toContainText(/^Paused · .+ on the server$/);
  await fullSpeed();

  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(row.getByRole('status')).toContainText('on the server');
  await row.getByRole('button', { name: `Resume ${name}` }).click();
  await expect(row.getByRole('status')).toContainText('Choose the file again to go on.');
  await row.getByLabel(`Choose ${name} again`).setInputFiles(path);
  await expect(row.getByRole('status')).toContainText('Done · 96.0 MiB', { timeout: 90_000 });

  const admin = await adminClient();
  await expect
    .poll(async () => {
      const { artifacts } = await admin.graphql<{ artifacts: { nodes: { sizeBytes: string }[] } }>(
        'query ($search: String) { artifacts(filter: {search: $search}) { nodes { sizeBytes } } }',
        { search: name },
      );
      return artifacts.nodes[0]?.sizeBytes;
    })
    .toBe(String(sizeMiB * mebibyte));
});

test('S11 the tray follows across pages, and cancel makes the server forget', async ({ page }) => {
  const { path, name } = await bigFile();
  await withoutFileHandles(page);
  await visitAsAdmin(page, uploadPath);
  await slowLine(page, 4 * mebibyte);
  await page.getByLabel('Choose files').setInputFiles(path);
  await expect(page.getByRole('button', { name: 'Uploads: 1 open' })).toBeVisible();
  await page.getByRole('link', { name: 'Projects', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Projects', level: 1 })).toBeVisible();
  await page.getByRole('button', { name: 'Uploads: 1 open' }).click();
  await page.getByRole('button', { name: `Cancel ${name}` }).click();
  await expect(page.getByRole('button', { name: /^Uploads: / })).toHaveCount(0);
});

test('another file in place of the one that was being sent is refused', async ({ page }) => {
  const { path, name } = await bigFile();
  const other = await bigFile();
  await withoutFileHandles(page);
  await visitAsAdmin(page, uploadPath);
  await slowLine(page, 4 * mebibyte);
  await page.getByLabel('Choose files').setInputFiles(path);
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row.getByRole('status')).toContainText('MiB of 96.0 MiB');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await row.getByLabel(`Choose ${name} again`).setInputFiles(other.path);
  await expect(alertSaying(page, 'That is not the file')).toBeVisible();
  await row.getByRole('button', { name: `Cancel ${name}` }).click();
  await expect(row).toHaveCount(0);
});
