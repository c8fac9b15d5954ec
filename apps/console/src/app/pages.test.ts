import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const pages = globSync('(console)/**/page.tsx', { cwd: import.meta.dirname });

test('D3.19 every page of the console checks the session before anything else', () => {
  expect(pages.length).toBeGreaterThan(25);
  for (const page of pages) {
    const text = readFileSync(join(import.meta.dirname, page), 'utf8');
    const body = text.slice(text.indexOf('export default async function'));
    const [, first] = body.split('\n');
    expect(first?.trim(), page).toBe('await requireSession();');
  }
});
