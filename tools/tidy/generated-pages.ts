import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gatherErrorCodes } from './error-codes.ts';
import type { House } from './house.ts';
import {
  renderConfiguration,
  renderEnvExample,
  renderErrorCodes,
  renderReadAddresses,
} from './pages.ts';
import { readFormats } from './read-addresses.ts';
import type { Violation } from './rule.ts';
import { readSettings } from './settings.ts';

interface Page {
  readonly path: string;
  readonly text: string;
}

/** The documents that the sources imply, as they should read. */
export async function renderPages(root: string, house: House): Promise<readonly Page[]> {
  const tables = await readSettings(root);
  return [
    { path: 'docs/error-codes.md', text: renderErrorCodes(gatherErrorCodes(house)) },
    { path: 'docs/configuration.md', text: renderConfiguration(tables) },
    { path: 'docs/read-addresses.md', text: renderReadAddresses(await readFormats(root)) },
    { path: '.env.example', text: renderEnvExample(tables) },
  ];
}

export async function writePages(root: string, pages: readonly Page[]): Promise<void> {
  for (const { path, text } of pages) await writeFile(join(root, path), text);
}

/** Pages that do not read as their sources say. */
export function findDrift(house: House, pages: readonly Page[]): readonly Violation[] {
  const texts = new Map(house.files.map(({ path, text }) => [path, text]));
  return pages
    .filter(({ path, text }) => texts.get(path) !== text)
    .map(({ path }) => ({
      path,
      says: 'differs from its sources: node tools/tidy/tidy.ts --write',
    }));
}
