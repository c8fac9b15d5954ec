import { goModInvalid } from './errors.ts';

/**
 * The tokens of go.mod's grammar (`modfile/read.go`). A comment begins wherever no string is open;
 * an identifier goes on to a space, a bracket, a comma or a comment.
 */
const token =
  /[ \t\r]+|(\/\/.*)|("(?:[^"\\]|\\.)*"|`[^`]*`|[()[\]{},]|(?!["`])(?:[^\s()[\]{},/]|\/(?![/*]))+)/uy;
const unprintable = /[\p{Cc}\u2028\u2029]/u;

/** One directive, its block resolved: `require ( a v1 )` is `['require', 'a', 'v1']`. */
export type GoModLine = readonly [verb: string, ...words: string[]];

/** @throws AppError `GO_MOD_INVALID` */
export function* goModLines(text: string): Generator<GoModLine, void, undefined> {
  let block: string[] | null = null;
  for (const line of text.split('\n')) {
    const words = wordsOf(line);
    if (words.length === 0) continue;
    if (block === null) {
      const isOpening = words.at(-1) === '(';
      if (isOpening) block = words.slice(0, -1);
      else if (!isEmptyBlock(words)) yield asLine(words);
    } else if (words.length === 1 && words[0] === ')') {
      block = null;
    } else {
      yield asLine([...block, ...words]);
    }
  }
  if (block !== null) throw goModInvalid('go.mod ends inside of a block.');
}

function isEmptyBlock(words: readonly string[]): boolean {
  return words.at(-2) === '(' && words.at(-1) === ')';
}

function asLine([verb, ...words]: readonly string[]): GoModLine {
  if (verb === undefined) throw goModInvalid('go.mod has a block without a name.');
  return [verb, ...words];
}

function wordsOf(line: string): string[] {
  const words: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < line.length) {
    const found = token.exec(line);
    if (found === null) throw unreadable(line);
    const [, , word] = found;
    if (word !== undefined) words.push(unprintable.test(word) ? refuse(line) : word);
  }
  return words;
}

function refuse(line: string): never {
  throw unreadable(line);
}

function unreadable(line: string) {
  return goModInvalid(
    `go.mod has a line that cannot be read: ${JSON.stringify(line.slice(0, 80))}.`,
  );
}

/** A word without its quotes. @throws AppError `GO_MOD_INVALID` where it could be read otherwise */
export function plainWord(word: string): string {
  const plain = /^"([^"\\]*)"$/.exec(word)?.[1] ?? word;
  if (/["'`]/.test(plain)) throw goModInvalid(`go.mod has a quote where none belongs: ${word}.`);
  return plain;
}
