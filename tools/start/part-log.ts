import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Terminal } from './terminal.ts';
import { warningIn } from './warning-in.ts';

export interface PartLog {
  /** Takes everything a stream says until it ends. */
  follow(stream: Readable): void;
  /** The last lines, for the report of a failure. */
  tail(): string;
  readonly path: string;
  close(): void;
}

export interface PartLogOptions {
  readonly name: string;
  readonly path: string;
  /** Show everything, not just warnings. */
  readonly showsAll: boolean;
  readonly terminal: Terminal;
}

const fileBytesMax = 16 * 1024 * 1024;
const lineCharsMax = 64 * 1024;
const tailLinesMax = 20;

/** Keeps what a process says in a file of bounded size, and shows the terminal what matters. */
export function openPartLog(options: PartLogOptions): PartLog {
  const file = openBoundedFile(options.path);
  const tail: string[] = [];
  const take = (line: string): void => {
    tail.push(line);
    if (tail.length > tailLinesMax) tail.shift();
    const shown = options.showsAll ? line : warningIn(line);
    if (shown !== undefined) options.terminal.say(`${options.name}: ${shown}`);
  };
  return {
    path: options.path,
    follow(stream) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (text: string) => {
        file.write(text);
        const lines = (rest + text).split('\n');
        rest = (lines.pop() ?? '').slice(-lineCharsMax);
        for (const line of lines) take(line);
      });
    },
    tail: () => tail.join('\n'),
    close: file.close,
  };
}

/** When the file is full it is set aside, in place of the one before, and a new one begins. */
function openBoundedFile(path: string): { write: (text: string) => void; close: () => void } {
  const open = (): number => openSync(path, 'a', 0o600);
  let descriptor = open();
  let bytes = fstatSync(descriptor).size;
  return {
    // In step with the process that speaks: nothing queues up here when the disk is slow.
    write(text) {
      bytes += writeSync(descriptor, text);
      if (bytes <= fileBytesMax) return;
      closeSync(descriptor);
      renameSync(path, `${path}.1`);
      descriptor = open();
      bytes = 0;
    },
    close: () => closeSync(descriptor),
  };
}
