import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { exitCodes } from '../exit-codes.ts';
import type { Command } from './command.ts';
import { nouns, verbs } from './table.ts';

const page = await readFile(new URL('../../../../docs/cli.md', import.meta.url), 'utf8');

function rowOf(noun: string, { usage, synopsis, says }: Command): string {
  const [verb = '', ...args] = usage.split(' ');
  const words = ['bonded', noun, verb, synopsis ?? args.join(' ')].filter((word) => word !== '');
  return `| \`${words.join(' ')}\` | ${says} |`;
}

it('is listed in docs/cli.md, every command in the words that its help uses', () => {
  const rows = [
    ...verbs.flatMap(({ command, below = [] }) => [
      rowOf('', command),
      ...below.map((inner) => rowOf(command.usage.split(' ')[0] ?? '', inner)),
    ]),
    ...nouns.flatMap(({ name, commands }) => commands.map((command) => rowOf(name, command))),
  ];
  const listed = page.split('\n').filter((line) => line.startsWith('| `bonded '));
  expect(listed).toEqual(rows);
});

it('names every exit code in docs/cli.md', () => {
  const listed = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(listed).toEqual(Object.values(exitCodes));
});
