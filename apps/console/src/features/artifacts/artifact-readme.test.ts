import { expect, test } from 'vitest';
import { readmeOf } from './artifact-readme.ts';

const kept = (fileName: string) => readmeOf({ readme: { fileName, text: '# Cart' } })?.markup;

test('a file is Markdown unless its name says otherwise', () => {
  expect(readmeOf({ readme: { text: '# Cart' } })).toEqual({ text: '# Cart', markup: 'markdown' });
  expect(kept('README.md')).toBe('markdown');
  expect(kept('README')).toBe('markdown');
  expect(kept('readme.RST')).toBe('none');
  expect(kept('README.txt')).toBe('none');
});

test('a description of Python is Markdown only where its type says so', () => {
  const described = (type?: string) =>
    readmeOf({ info: { description: '# Pad\n', description_content_type: type } });
  expect(described('text/markdown')?.markup).toBe('markdown');
  expect(described('text/markdown; charset=UTF-8; variant=GFM')?.markup).toBe('markdown');
  for (const other of ['text/x-rst', 'text/plain', 'text/markdownish', undefined]) {
    expect(described(other)).toEqual({ text: '# Pad\n', markup: 'none' });
  }
});

test('what is empty or no text is no readme', () => {
  expect(readmeOf({ info: { description: '' }, readme: null })).toBeNull();
  expect(readmeOf({ readme: { text: ' \n' } })).toBeNull();
  for (const odd of [null, undefined, 'text', 7, ['a']]) expect(readmeOf(odd)).toBeNull();
});

test('a stranger cannot fill the page', () => {
  expect(readmeOf({ readme: { text: 'x'.repeat(90_000) } })?.text).toHaveLength(20_000);
});
