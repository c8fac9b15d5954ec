import { Readable, Writable } from 'node:stream';
import type { Terminal } from '../src/terminal/terminal.ts';

export interface CapturedTerminal extends Terminal {
  /** What went to stdout, and to stderr. */
  printed(): string;
  noted(): string;
}

/** A terminal that is none: a script reads it, and `input` is what it pipes in. */
export function captureTerminal(input = ''): CapturedTerminal {
  const output = capture();
  const notes = capture();
  return {
    input: Readable.from([Buffer.from(input)]),
    output: output.stream,
    notes: notes.stream,
    printed: output.text,
    noted: notes.text,
  };
}

function capture() {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  return { stream, text: () => text };
}
