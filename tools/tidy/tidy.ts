/**
 * Judges the house by what no other tool can see:
 *   node tools/tidy/tidy.ts            prints every violation
 *   node tools/tidy/tidy.ts --write    writes the generated pages
 */
import { resolve } from 'node:path';
import { exceptions } from './exceptions.ts';
import { findDrift, renderPages, writePages } from './generated-pages.ts';
import { type House, readHouse } from './house.ts';
import { except, format, type Judgement, judge } from './judge.ts';
import { rules } from './rules.ts';

const root = resolve(import.meta.dirname, '../..');

/** Pages cannot be rendered while a module they read cannot be loaded: a finding too. */
async function judgePages(house: House): Promise<readonly Judgement[]> {
  try {
    const drift = findDrift(house, await renderPages(root, house));
    return drift.map((violation) => ({ rule: 'generated', ...violation }));
  } catch (error) {
    return [{ rule: 'generated', path: 'apps', says: String(error) }];
  }
}

const house = await readHouse(root);
if (process.argv.includes('--write')) {
  const pages = await renderPages(root, house);
  await writePages(root, pages);
  for (const { path } of pages) console.log(`wrote ${path}`);
} else {
  const judged = except(await judge(house, rules), exceptions);
  const judgements = [...judged, ...(await judgePages(house))];
  for (const judgement of judgements) console.log(format(judgement));
  process.exitCode = judgements.length === 0 ? 0 : 1;
}
