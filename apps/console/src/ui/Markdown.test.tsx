import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { hostileMarkdown } from './fixtures/hostile-markdown.ts';
import { Markdown } from './Markdown.tsx';

const words = {
  code: 'Code',
  table: 'Table',
  done: 'Done:',
  open: 'To do:',
  footnotes: 'Footnotes',
};

function render(text: string): string {
  return renderToStaticMarkup(
    <Markdown text={text} label="Readme" words={words} headingsBelow={2} />,
  );
}

/** Without what frames every text. */
const inner = (text: string): string =>
  render(text)
    .replace(/^<div[^>]*>|<\/div>$/gu, '')
    .trim();

describe('what people write', () => {
  test('headings go below those of the page, and leave out no level', () => {
    const levels = (text: string) =>
      render(text)
        .match(/(?<=<h)\d/gu)
        ?.map(Number);
    expect(levels('# a\n## b\n### c\n# d\n### e\n#### f')).toEqual([3, 4, 5, 3, 4, 5]);
    expect(levels('## a\n## b\n# c\n> # d')).toEqual([3, 3, 3, 3]);
    expect(levels('# a\n## b\n### c\n#### d\n##### e')).toEqual([3, 4, 5, 6, 6]);
  });

  test('tables, code and what is to do are read as on GitHub', () => {
    expect(render('a | b\n--|--:\n1 | 2')).toMatch(/role="group" aria-label="Table".*<td/u);
    expect(render('```js\nlet a;\n```')).toMatch(/<pre[^>]+tabindex="0"[^>]*><code>let a;/iu);
    const todo = render('- [x] one\n- [ ] two');
    expect(todo).toContain('<span role="img" aria-label="Done:">☑</span> one');
    expect(todo).toContain('<span role="img" aria-label="To do:">☐</span> two');
    expect(render('~~gone~~ and a~b~c')).toMatch(/<del>gone<\/del> and a~b~c/u);
  });

  test('a link leaves in a tab of its own and takes nothing along', () => {
    const attributes = 'target="_blank" rel="noopener noreferrer nofollow"';
    expect(inner('[a](https://acme.test/x?y=1)')).toBe(
      `<p><a href="https://acme.test/x?y=1" ${attributes}>a</a></p>`,
    );
    expect(inner('<ada@acme.test>')).toContain('href="mailto:ada@acme.test"');
    expect(inner('https://acme.test/x')).toContain('href="https://acme.test/x"');
  });

  test('a link that is not a whole address on the web is its text', () => {
    for (const address of ['./docs', '/users', '#top', '//acme.test', 'ftp://acme.test', '']) {
      expect(inner(`[see](${address})`)).toBe('<p>see</p>');
    }
  });

  test('a picture is what is said in its place, also where it is a link', () => {
    expect(inner('![A cat](https://acme.test/cat.png)')).toBe('<p>A cat</p>');
    const badge = '[![build](https://a.test/b.svg)](https://ci.test/)';
    expect(inner(badge)).toMatch(/^<p><a href="https:\/\/ci.test\/"[^>]+>build<\/a><\/p>$/u);
    expect(inner('[![](https://a.test/b.svg)](https://ci.test/)')).toContain('>https://ci.test/<');
  });

  test('HTML is left out, and the Markdown between it stays', () => {
    expect(inner('<p align="center">\n\n**Cart**\n\n</p>\n<!-- hidden -->')).toBe(
      '<p><strong>Cart</strong></p>',
    );
    expect(inner('press <kbd>x</kbd> <br/>now')).toBe('<p>press x now</p>');
  });

  test('a note at the foot has no name that the page could have', () => {
    const html = render('a[^1]\n\n[^1]: b');
    expect(html).toContain('Footnotes</h3>');
    expect(html).not.toMatch(/ (?:id|name)=/u);
  });
});

describe('D5.14 what strangers write', () => {
  test.each(hostileMarkdown)('nothing of %j runs, is fetched or has a name', (text) => {
    const html = render(text);
    expect(html).not.toMatch(
      /<(?!\/|div|p|pre|code|a|em|strong|del|h[3-6]|ul|ol|li|br|hr|sup|section)/u,
    );
    expect(html).not.toMatch(/<[^>]*\s(?:on\w+|src|srcset|style|id|name|action|formaction)=/iu);
    for (const [, address = ''] of html.matchAll(/href="([^"]*)"/gu)) {
      expect(address).toMatch(/^(?:https?:\/\/|mailto:)/u);
    }
  });

  test('there are enough of them', () => {
    expect(new Set(hostileMarkdown).size).toBeGreaterThanOrEqual(25);
  });
});

const charsMax = 20_000;
/** It is well below a second where nothing else runs. */
const slowMs = 5_000;

/** What keeps a reader of Markdown busy, or lets it call itself without end. */
const exhausting: readonly string[] = [
  ...['>', '> ', '[', '![', '[a](', '*', '*a ', '**a_', '_', '~a ', '- ', '1. ', '<', '<!-- '],
  ...['|a', '[^a]', '[[a]', 'http://a.', 'a@a.', '\\', '&#x', '<div>\n', 'a\n=\n', '```\n', '`` '],
];

test.each(exhausting)('a text of nothing but %j is soon read', (text) => {
  expect(msToRead(text.repeat(charsMax / text.length))).toBeLessThan(slowMs);
});

test('lists in lists, pictures in pictures and tables of one wide row are soon read', () => {
  const lists = Array.from({ length: 190 }, (_, at) => `${' '.repeat(at)}- a`).join('\n');
  const pictures = `${'!['.repeat(3_000)}a${'](b)'.repeat(3_000)}`;
  const table = `${'|a'.repeat(3_000)}\n${'|-'.repeat(3_000)}\n${'|\n'.repeat(4_000)}`;
  for (const text of [lists, pictures, table]) expect(msToRead(text)).toBeLessThan(slowMs);
});

function msToRead(text: string): number {
  const before = performance.now();
  expect(render(text.slice(0, charsMax))).not.toBe('');
  return performance.now() - before;
}
