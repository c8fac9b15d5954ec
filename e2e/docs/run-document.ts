import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type GuideDocument, root, type Step } from './documents.ts';

/** What stands in a page for things that differ from machine to machine. */
export interface Surroundings {
  /** In place of `http://localhost:4000`, `:4001` and `:3000`. */
  readonly gatewayUrl: string;
  readonly blobUrl: string;
  readonly consoleUrl: string;
  /** In place of what is in `.bonded/admin-password`. */
  readonly adminPassword: string;
}

export interface StepOutcome {
  readonly step: Step;
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

const documentTimeoutMs = 110_000;
const outputBytesMax = 16 * 1024 * 1024;
const mark = '\u241e';

/** The program that a reader becomes: one shell for the whole page, so that variables stay. */
function scriptOf({ steps }: GuideDocument, place: (commands: string) => string): string {
  const blocks = steps.map(({ commands, isRefused }) =>
    isRefused
      ? `code=0; { ${place(commands)}\n} || code=$?; echo "${mark}$code"`
      : `${place(commands)}\necho "${mark}0"`,
  );
  return ['set -eu -o pipefail', 'exec 2>&1', ...blocks].join('\n');
}

/** Runs every step of a page in order, with a home of its own. */
export async function runDocument(
  document: GuideDocument,
  surroundings: Surroundings,
): Promise<readonly StepOutcome[]> {
  const home = await mkdtemp(join(tmpdir(), 'bonded-docs-'));
  const password = join(home, 'admin-password');
  await writeFile(password, surroundings.adminPassword);
  const place = (commands: string) =>
    commands
      .replaceAll('http://localhost:4000', surroundings.gatewayUrl)
      .replaceAll('//localhost:4000/', `${surroundings.gatewayUrl.replace(/^https?:/, '')}/`)
      .replaceAll('http://localhost:4001', surroundings.blobUrl)
      .replaceAll('http://localhost:3000', surroundings.consoleUrl)
      .replaceAll('.bonded/admin-password', password);
  const output = await runShell(scriptOf(document, place), home);
  return outcomesOf(document.steps, output);
}

async function runShell(script: string, home: string): Promise<string> {
  const bin = [dirname(process.execPath), join(root, 'node_modules/.bin')].join(':');
  const running = promisify(execFile)('bash', ['-c', script], {
    // Pages are read in the checkout, and say themselves when they go elsewhere.
    cwd: root,
    timeout: documentTimeoutMs,
    maxBuffer: outputBytesMax,
    env: {
      HOME: home,
      TMPDIR: home,
      PATH: `${bin}:${process.env['PATH']}`,
      LANG: 'C.UTF-8',
      // A home of its own must not hide the machine's Rust.
      RUSTUP_HOME: process.env['RUSTUP_HOME'] ?? join(homedir(), '.rustup'),
      npm_config_update_notifier: 'false',
      npm_config_fund: 'false',
    },
  });
  try {
    return (await running).stdout;
  } catch (error) {
    // The step that failed is the first without its mark.
    return (error as { stdout?: string }).stdout ?? String(error);
  }
}

/** Cuts the output where the marks are. A step without one ended the shell. */
function outcomesOf(steps: readonly Step[], output: string): readonly StepOutcome[] {
  const parts = output.split(mark);
  const outcomes: StepOutcome[] = [];
  for (const [index, step] of steps.entries()) {
    const before = index === 0 ? (parts[0] ?? '') : afterCode(parts[index]);
    const code = /^\d+/.exec(parts[index + 1] ?? '')?.[0];
    outcomes.push({ step, exitCode: code === undefined ? 1 : Number(code), output: before });
    if (code === undefined) break;
  }
  return outcomes;
}

function afterCode(part: string | undefined): string {
  return (part ?? '').replace(/^\d+\n?/, '');
}

/** A line of a page, `…` standing for anything, as a pattern of one output line. */
export function patternOf(line: string): RegExp {
  const parts = line.trim().split('…');
  const escaped = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(escaped.join('.*'));
}
