export type MessageValues = Readonly<Record<string, string | number>>;

const plurals = new Intl.PluralRules('en');

/**
 * Fills an ICU-style message: `{name}` and `{count, plural, =0 {none} one {# key} other {# keys}}`,
 * where `#` is the number. Throws on a placeholder without a value, so a catalogue fault shows in
 * the first test.
 */
export function formatMessage(pattern: string, values: MessageValues = {}): string {
  let out = '';
  let at = 0;
  while (at < pattern.length) {
    const open = pattern.indexOf('{', at);
    if (open === -1) return out + pattern.slice(at);
    const close = closingBrace(pattern, open);
    out += pattern.slice(at, open) + fill(pattern.slice(open + 1, close), values);
    at = close + 1;
  }
  return out;
}

function closingBrace(pattern: string, open: number): number {
  let depth = 0;
  for (let at = open; at < pattern.length; at += 1) {
    if (pattern[at] === '{') depth += 1;
    if (pattern[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`Unbalanced braces in message: ${pattern}`);
}

function fill(placeholder: string, values: MessageValues): string {
  const [name = '', kind] = placeholder.split(',', 2).map((part) => part.trim());
  const value = values[name];
  if (value === undefined) throw new Error(`Message value missing: ${name}`);
  if (kind !== 'plural') return String(value);
  const branches = placeholder.slice(placeholder.indexOf('plural,') + 'plural,'.length);
  return formatMessage(chosenBranch(branches, Number(value)), values);
}

function chosenBranch(branches: string, count: number): string {
  const found = new Map<string, string>();
  let at = 0;
  while (true) {
    const open = branches.indexOf('{', at);
    if (open === -1) break;
    const close = closingBrace(branches, open);
    found.set(branches.slice(at, open).trim(), branches.slice(open + 1, close));
    at = close + 1;
  }
  const branch = found.get(`=${count}`) ?? found.get(plurals.select(count)) ?? found.get('other');
  if (branch === undefined) throw new Error('A plural needs an "other" branch');
  return branch.replaceAll('#', new Intl.NumberFormat('en-GB').format(count));
}
