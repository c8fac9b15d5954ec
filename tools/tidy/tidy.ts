import { resolve } from 'node:path';
import { exceptions } from './exceptions.ts';
import { findDrift, renderPages, writePages } from './generated-pages.ts';
import { readHouse } from './house.ts';
import { except, format, judge } from './judge.ts';
import { rules } from './rules.ts';

const root = resolve(import.meta.dirname, '../..');
const house = await readHouse(root);
const pages = await renderPages(root, house);

if (process.argv.includes('--write')) {
  await writePages(root, pages);
  for (const { path } of pages) console.log(`wrote ${path}`);
} else {
  const drift = findDrift(house, pages).map((violation) => ({ rule: 'generated', ...violation }));
  const judgements = [...except(await judge(house, rules), exceptions), ...drift];
  for (const judgement of judgements) console.log(format(judgement));
  process.exitCode = judgements.length === 0 ? 0 : 1;
}
