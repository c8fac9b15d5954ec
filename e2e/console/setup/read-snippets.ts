import { expect, type Page } from '@playwright/test';

const steps = {
  Configure: 'configure',
  Install: 'install',
  Publish: 'publish',
  'In CI': 'ci',
} as const;

export type Step = (typeof steps)[keyof typeof steps];

/** One piece of text as it stands on the screen. */
export interface ShownSnippet {
  readonly step: Step;
  /** The file that it belongs into; without one it is for a terminal. */
  readonly file: string | null;
  readonly text: string;
}

/** The names of the clients that the page offers. */
export async function shownClients(page: Page): Promise<readonly string[]> {
  const buttons = page.getByRole('group', { name: 'Client' }).getByRole('button');
  await expect(buttons.first()).toBeVisible();
  return buttons.allTextContents();
}

/** Chooses a client and reads what it is told. */
export async function readSnippets(page: Page, client: string): Promise<readonly ShownSnippet[]> {
  const group = page.getByRole('group', { name: 'Client' });
  const button = group.getByRole('button', { name: client, exact: true });
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  const panels = page.getByRole('region', { name: /^\d+ (Configure|Install|Publish|In CI)$/ });
  await expect(panels.first()).toBeVisible();
  const shown: ShownSnippet[] = [];
  for (const panel of await panels.all()) {
    const title = (await panel.getByRole('heading').textContent()) ?? '';
    // The expression of the panels' names has one of these behind the number.
    const words = title.replace(/^\d+ /, '') as keyof typeof steps;
    const step = steps[words];
    const files = await panel.getByRole('code').allTextContents();
    const block = panel.getByRole('region');
    const text = (await block.textContent()) ?? '';
    const [file = null] = files;
    // Who sees the head of the panel is told where the text belongs, and who hears the block.
    await expect(panel.getByText(file ?? 'in a terminal', { exact: true })).toBeVisible();
    const name = file === null ? `${words} in a terminal` : `${words}: ${file}`;
    await expect(block).toHaveAccessibleName(name);
    shown.push({ step, file, text });
  }
  return shown;
}
