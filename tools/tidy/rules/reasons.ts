import type { House, SourceFile } from '../house.ts';
import type { Rule, Violation } from '../rule.ts';
import { isTest, isTypeScript, lineAt, sourcesOf, syntaxOf, visit } from '../syntax.ts';

const disabling = /^\s*(?:oxlint|eslint)-disable/;
const suppressing = /^\s*(?:biome-ignore|@ts-expect-error)/;

/** `-- because` in the manner of lint directives, or a sentence after a suppression's own name. */
function hasReason(comment: string): boolean {
  if (disabling.test(comment)) return /\s--\s+\S.{8,}/.test(comment);
  return /(?:biome-ignore [\w/]+:|@ts-expect-error)\s+\S.{8,}/.test(comment);
}

export const suppressionReasons: Rule = {
  name: 'suppression-reasons',
  guarantees: 'whoever silences a check says why',
  check: (house: House) =>
    house.files
      .filter(({ path }) => isTypeScript(path))
      .flatMap((file) =>
        syntaxOf(file)
          .comments.filter(({ value }) => disabling.test(value) || suppressing.test(value))
          .filter(({ value }) => !hasReason(value))
          .map(({ start }) => ({
            path: file.path,
            line: lineAt(file.text, start),
            says: 'silences a check without a reason: write `-- why` behind it',
          })),
      ),
};

/** Lines that a comment touches, and the line below it. */
function commentedLines(file: SourceFile): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { start, end } of syntaxOf(file).comments) {
    const last = lineAt(file.text, end) + 1;
    for (let line = lineAt(file.text, start); line <= last; line += 1) lines.add(line);
  }
  return lines;
}

/** `void` hears of no failure: only `bestEffort`, or a comment, may make that right. */
function checkNeglect(file: SourceFile): readonly Violation[] {
  const found: Violation[] = [];
  const explained = commentedLines(file);
  visit(file, {
    UnaryExpression({ operator, argument, start }) {
      const line = lineAt(file.text, start);
      if (operator !== 'void' || explained.has(line)) return;
      if (file.text.startsWith('bestEffort(', argument.start)) return;
      found.push({ path: file.path, line, says: 'nobody hears if this fails: use bestEffort' });
    },
  });
  return found;
}

/** Not in the console: React's handlers answer to nobody, and failures show on the page. */
export const neglectReasons: Rule = {
  name: 'neglect-reasons',
  guarantees: 'a promise that nobody waits for is neglected on purpose, and says why',
  check: (house: House) =>
    sourcesOf(house)
      .filter(({ path }) => !path.startsWith('apps/console/'))
      .flatMap(checkNeglect),
};

function checkCasts(file: SourceFile): readonly Violation[] {
  const found: Violation[] = [];
  const explained = commentedLines(file);
  const judge = (start: number, says: string) => {
    const line = lineAt(file.text, start);
    if (!explained.has(line)) found.push({ path: file.path, line, says });
  };
  visit(file, {
    TSAsExpression: ({ typeAnnotation, start }) => {
      const { start: from, end } = typeAnnotation;
      const target = file.text.slice(from, end);
      // Neither narrows anything: the step through unknown is told of with the cast around it.
      if (target === 'const' || target === 'unknown') return;
      judge(start, `the cast to ${target} gives no reason in a comment above it`);
    },
    TSNonNullExpression: ({ start }) =>
      judge(start, 'the `!` gives no reason in a comment above it'),
  });
  return found;
}

export const castReasons: Rule = {
  name: 'cast-reasons',
  guarantees: 'a cast carries its reason',
  check: (house: House) =>
    house.files.filter(({ path }) => isTypeScript(path) && !isTest(path)).flatMap(checkCasts),
};
