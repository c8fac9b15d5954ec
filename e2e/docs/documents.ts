import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** A fenced block that a reader would paste into a terminal. */
export interface Step {
  /** The line of its fence, for messages. */
  readonly line: number;
  readonly commands: string;
  /** Whether the page says that it is refused: its fence is ```sh fails. */
  readonly isRefused: boolean;
  /** Lines of the ```text block behind it: each has to be in the output, `…` being anything. */
  readonly shows: readonly string[];
}

export interface GuideDocument {
  readonly path: string;
  /** Programs beside ours that it runs: a comment at its top, `<!-- needs cargo -->`. */
  readonly needs: readonly string[];
  readonly steps: readonly Step[];
  /** Commands of ```console blocks: shown here, proven elsewhere. */
  readonly shown: readonly string[];
}

interface Fence {
  readonly line: number;
  readonly language: string;
  readonly content: string;
}

function fencesOf(text: string): readonly Fence[] {
  const fences: Fence[] = [];
  let open: { line: number; language: string; lines: string[] } | null = null;
  for (const [index, content] of text.split('\n').entries()) {
    const fence = /^```(.*)$/.exec(content);
    if (fence === null) {
      open?.lines.push(content);
    } else if (open === null) {
      open = { line: index + 1, language: fence[1] ?? '', lines: [] };
    } else {
      const { line, language, lines } = open;
      fences.push({ line, language, content: lines.join('\n') });
      open = null;
    }
  }
  return fences;
}

function stepsOf(fences: readonly Fence[]): readonly Step[] {
  return fences.flatMap((fence, index) => {
    const { line, language, content } = fence;
    if (language !== 'sh' && language !== 'sh fails') return [];
    const next = fences[index + 1];
    const shows = next?.language === 'text' ? next.content.split('\n') : [];
    return [
      {
        line,
        commands: content,
        isRefused: language === 'sh fails',
        shows: shows.filter((each) => each.trim() !== ''),
      },
    ];
  });
}

function shownOf(fences: readonly Fence[]): readonly string[] {
  return fences
    .filter(({ language }) => language === 'console')
    .flatMap(({ content }) => content.split('\n'))
    .map((command) => command.replace(/\s+#.*$/, '').trim())
    .filter((command) => command !== '');
}

async function readDocument(path: string): Promise<GuideDocument> {
  const text = await readFile(join(root, path), 'utf8');
  const needs = /^<!-- needs (.+) -->$/m.exec(text)?.[1]?.split(' ') ?? [];
  const fences = fencesOf(text);
  return { path, needs, steps: stepsOf(fences), shown: shownOf(fences) };
}

/** The pages whose commands people type: README.md and every guide. */
export async function readDocuments(): Promise<readonly GuideDocument[]> {
  const guides = (await readdir(join(root, 'docs/guides'))).filter((name) => name.endsWith('.md'));
  const paths = ['README.md', ...guides.map((name) => `docs/guides/${name}`)];
  return Promise.all(paths.map(readDocument));
}
