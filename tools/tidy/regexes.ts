import type { House, SourceFile } from './house.ts';
import { lineAt, sourcesOf, visit } from './syntax.ts';

/** A regular expression as the source writes it. */
export interface Regex {
  readonly path: string;
  readonly line: number;
  /** Null when it is put together at run time, so that nobody can judge it beforehand. */
  readonly pattern: string | null;
  readonly flags: string;
}

function regexesOf(file: SourceFile): readonly Regex[] {
  const found: Regex[] = [];
  const add = (start: number, pattern: string | null, flags: string) => {
    found.push({ path: file.path, line: lineAt(file.text, start), pattern, flags });
  };
  visit(file, {
    Literal(node) {
      if ('regex' in node) add(node.start, node.regex.pattern, node.regex.flags);
    },
    NewExpression({ callee, arguments: [source, flags], start }) {
      if (callee.type !== 'Identifier' || callee.name !== 'RegExp') return;
      const pattern = source?.type === 'Literal' ? source.value : null;
      const flagText = flags?.type === 'Literal' ? String(flags.value) : '';
      add(start, typeof pattern === 'string' ? pattern : null, flagText);
    },
  });
  return found;
}

/** Every regular expression of production code: any of them may meet what a client sent. */
export function gatherRegexes(house: House): readonly Regex[] {
  return sourcesOf(house).flatMap(regexesOf);
}
