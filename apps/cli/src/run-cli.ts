import { CommanderError } from 'commander';
import type { CommandContext } from './commands/call.ts';
import { usageInvalid } from './errors.ts';
import { type ExitCode, errorLine, exitCodeOf, exitCodes } from './exit-codes.ts';
import { Client } from './gateway/client.ts';
import { Session } from './gateway/session.ts';
import { buildProgram } from './program.ts';
import { note } from './terminal/terminal.ts';

/** Runs one command line and says how the process ends. Nothing is thrown: failures are printed. */
export async function runCli(
  args: readonly string[],
  world: Omit<CommandContext, 'client'>,
): Promise<ExitCode> {
  const { environment, terminal } = world;
  // Ends with the command, and with it whatever answer was not read to its end.
  const ended = new AbortController();
  const signal = AbortSignal.any([world.signal, ended.signal]);
  const client = new Client(new Session(environment, signal), signal);
  try {
    const context = { ...world, signal, client };
    await buildProgram(context).parseAsync(args, { from: 'user' });
    return exitCodes.ok;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
    const fault = error instanceof CommanderError ? usageFault(error) : error;
    note(terminal, errorLine(fault, signal.aborted));
    return exitCodeOf(fault, signal.aborted);
  } finally {
    ended.abort(new Error('the command has ended'));
  }
}

/** Help that nobody asked for has been printed, and is what there is to say. */
function usageFault({ code, message }: CommanderError) {
  const isHelp = code === 'commander.help';
  return usageInvalid(isHelp ? 'Say which command.' : message.replace(/^error: /, ''));
}
