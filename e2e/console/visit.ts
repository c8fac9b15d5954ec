import { type Cookie, expect, type Page } from '@playwright/test';
import { adminPassword, consoleUrl } from './addresses.ts';

/** Opens a page of the console. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${consoleUrl()}${path}`);
}

/** Signs in by the form, from wherever the console has sent the browser. */
export async function signInAs(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Signs in the administrator by the form, into a session of its own. */
export async function signInAsAdmin(page: Page): Promise<void> {
  await visit(page, '/sign-in');
  await signInAs(page, 'admin', adminPassword());
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
}

let adminCookies: readonly Cookie[] | undefined;

/**
 * Opens a page as the administrator; the specs share one session, because signing in is slow on
 * purpose.
 */
export async function visitAsAdmin(page: Page, path: string): Promise<void> {
  if (adminCookies) {
    await page.context().addCookies(adminCookies);
  } else {
    await signInAsAdmin(page);
    adminCookies = await page.context().cookies();
  }
  await visit(page, path);
}

/** The alert with this text; the framework keeps an empty one of its own on every page. */
export function alertSaying(page: Page, text: string) {
  return page.getByRole('alert').filter({ hasText: text });
}
