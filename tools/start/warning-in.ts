const shownCharsMax = 2_000;
const quietLevels = ['trace', 'debug', 'info'];

interface LogRecord {
  readonly level?: unknown;
  readonly msg?: unknown;
  readonly err?: { readonly message?: unknown };
}

/**
 * What of a line a person at the terminal should see: a logged warning or worse, or what looks like
 * one in a log that is not ours. Undefined for the rest.
 */
export function warningIn(line: string): string | undefined {
  const record = parse(line);
  if (record === undefined)
    return /\b(error|warn(ing)?|fatal)\b/i.test(line) ? plain(line) : undefined;
  if (typeof record.level !== 'string' || quietLevels.includes(record.level)) return undefined;
  const words = [record.msg, record.err?.message].filter((word) => typeof word === 'string');
  return plain(words.join(': '));
}

/** Text that cannot move the cursor, change a colour or begin a line of its own. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').slice(0, shownCharsMax);
}

function parse(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    // Every field is unknown until it is looked at.
    return JSON.parse(line) as LogRecord;
  } catch {
    // Not every line that begins like a record is one.
    return undefined;
  }
}
