import { redact } from './redact.ts';

/*
 * Left alone by JSON, and yet harmful in a log: C1 controls, line separators that some readers
 * break lines at, marks that reverse or hide text, and the byte order mark.
 */
const harmful = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/g;

const unreadableCharsMax = 4096;

/** Makes one line of a log safe to keep and to read: see `createLogger`. Never throws. */
export function toSafeLine(line: string): string {
  return `${JSON.stringify(redact(parse(line))).replace(harmful, escapeOf)}\n`;
}

/** The record of a line. What cannot be read back is kept as text: losing it would hide a fault. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return {
      level: 'error',
      msg: 'a log line was not JSON',
      line: line.slice(0, unreadableCharsMax),
    };
  }
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
