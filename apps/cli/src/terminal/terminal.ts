import type { Readable, Writable } from 'node:stream';

/** Where a command reads and writes: what a program may parse to `output`, the rest to `notes`. */
export interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly notes: Writable & { readonly isTTY?: boolean };
}

/** A line for whoever reads along: never part of what a command answers. */
export function note(terminal: Terminal, line: string): void {
  terminal.notes.write(`${line}\n`);
}
