/** The one place where lines of many origins meet on the screen. */
export interface Terminal {
  /** A line of its own, also in the middle of a step. */
  say(line: string): void;
  /** Begins a line that `finish` ends. */
  begin(title: string): void;
  finish(ending: string): void;
}

export function createTerminal(out: NodeJS.WritableStream): Terminal {
  /** The title whose line is still open. */
  let open: string | undefined;
  /** Something was said after it, so that the ending needs the title again. */
  let isInterrupted = false;
  return {
    say(line) {
      out.write(open !== undefined && !isInterrupted ? `\n${line}\n` : `${line}\n`);
      isInterrupted = true;
    },
    begin(title) {
      out.write(`${title} … `);
      open = title;
      isInterrupted = false;
    },
    finish(ending) {
      out.write(isInterrupted ? `${open} … ${ending}\n` : `${ending}\n`);
      open = undefined;
    },
  };
}
