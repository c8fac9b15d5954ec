/** How many brackets may be open at once, how deep quotes and lists may begin in one line. */
const openBracketsMax = 12;
const containersMax = 20;
/** Marks of emphasis, and brackets, in one block: each is compared with those before it. */
const marksMax = 500;
const bracketsMax = 1_000;
/** Cells of all tables: each row has as many as the longest, however short it was written. */
const cellsMax = 10_000;

const container = />|(?:[-+*]|\d[.)])(?=\s)/gu;

/**
 * Whether a reader of Markdown is done with a text at once. What people write always is; a text
 * that is all brackets, stars or quotes keeps a browser busy for minutes, since the time grows with
 * their square.
 */
export function isReadAtOnce(text: string): boolean {
  const blocks = text.split(/^[ \t]*$/mu);
  const cells = blocks.reduce((sum, block) => sum + cellsOf(block), 0);
  return cells <= cellsMax && blocks.every(isModest);
}

function cellsOf(block: string): number {
  const rows = block.split('\n');
  return rows.length * Math.max(...rows.map((row) => row.split('|').length - 1));
}

function isModest(block: string): boolean {
  if (marksIn(block) > marksMax) return false;
  if (block.split('[').length > bracketsMax) return false;
  return bracketDepth(block) <= openBracketsMax && block.split('\n').every(beginsModestly);
}

function bracketDepth(block: string): number {
  let [open, most] = [0, 0];
  for (const [character] of block.matchAll(/[[\]]/gu)) {
    open = character === '[' ? open + 1 : Math.max(0, open - 1);
    most = Math.max(most, open);
  }
  return most;
}

function beginsModestly(line: string): boolean {
  const [start = ''] = /^[\s>\-+*\d.)]*/u.exec(line) ?? [];
  return (start.match(container)?.length ?? 0) <= containersMax;
}

/** Underscores within a word are letters of it. */
function marksIn(block: string): number {
  const marks = [...block.matchAll(/[*_~]+/gu)].filter(({ 0: run, index }) => {
    const around = [block[index - 1] ?? '', block[index + run.length] ?? ''];
    return /[*~]/u.test(run) || !around.every((character) => /\w/u.test(character));
  });
  return marks.length;
}
