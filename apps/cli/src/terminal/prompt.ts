import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { usageInvalid } from '../errors.ts';
import { note, type Terminal } from './terminal.ts';

const passwordBytesMax = 64 * 1024;

export interface PromptOptions {
  readonly signal: AbortSignal;
  /** What is typed is not shown. */
  readonly isHidden?: boolean;
}

/** Asks whoever sits at the terminal. Errors: CLI_USAGE_INVALID when nobody does. */
export async function ask(
  terminal: Terminal,
  question: string,
  { signal, isHidden = false }: PromptOptions,
): Promise<string> {
  if (terminal.input.isTTY !== true) {
    throw usageInvalid(`${question} cannot be asked: this is not a terminal.`);
  }
  // A silent reader shows no question either.
  if (isHidden) terminal.notes.write(`${question}: `);
  const echo = isHidden ? silence() : terminal.notes;
  const lines = createInterface({ input: terminal.input, output: echo, terminal: true });
  // Ctrl-C reaches the reader of keys first; the process is who has to hear of it.
  lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return await lines.question(isHidden ? '' : `${question}: `, { signal });
  } finally {
    lines.close();
    if (isHidden) note(terminal, '');
  }
}

function silence(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

/** All of stdin, without the newline that ends it. */
async function readInput(terminal: Terminal): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of terminal.input) {
    // A stream without an encoding gives bytes.
    const bytes = Buffer.from(chunk as Uint8Array);
    sizeBytes += bytes.length;
    if (sizeBytes > passwordBytesMax) throw usageInvalid('stdin is too long for a password.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

export interface PasswordOptions {
  /** Read stdin instead of asking: `--password-stdin`. */
  readonly isPiped: boolean;
  readonly signal: AbortSignal;
}

/** A password, asked once. */
export function askPassword(
  terminal: Terminal,
  question: string,
  { isPiped, signal }: PasswordOptions,
): Promise<string> {
  return isPiped ? readInput(terminal) : ask(terminal, question, { signal, isHidden: true });
}

/** A password to be, asked twice. Errors: CLI_USAGE_INVALID when the answers differ. */
export async function choosePassword(
  terminal: Terminal,
  options: PasswordOptions,
): Promise<string> {
  const first = await askPassword(terminal, 'New password', options);
  if (options.isPiped) return first;
  const second = await askPassword(terminal, 'The same again', options);
  if (first !== second) throw usageInvalid('The two are not the same.');
  return first;
}
