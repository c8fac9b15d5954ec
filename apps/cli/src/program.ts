import { InvalidArgumentError, Option, Command as Parser } from 'commander';
import { Call, type CommandContext } from './commands/call.ts';
import type { Command, CommandOption } from './commands/command.ts';
import { nouns, verbs } from './commands/table.ts';
import { version } from './gateway/user-agent.ts';

/** The command line of all nouns and verbs. Parsing it runs the command. */
export function buildProgram(context: CommandContext): Parser {
  const { output, notes } = context.terminal;
  const program = new Parser('bonded')
    .description('Bonded from the command line: everything that the console does')
    .version(version)
    .exitOverride()
    // What follows `upload list` belongs to the inner of the two.
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => {
        output.write(text);
      },
      writeErr: (text) => {
        notes.write(text);
      },
      // Whoever catches the error prints it, in the manner of every other.
      outputError: () => {},
    });
  for (const { command, below = [] } of verbs) {
    const parser = addCommand(program, command, context);
    for (const inner of below) addCommand(parser, inner, context);
  }
  for (const { name, says, commands } of nouns) {
    const parser = program.command(name).description(says);
    for (const command of commands) addCommand(parser, command, context);
  }
  return program;
}

function addCommand(parent: Parser, command: Command, context: CommandContext): Parser {
  const parser = parent.command(command.usage).description(command.says);
  if (command.synopsis !== undefined) parser.usage(`[options] ${command.synopsis}`);
  for (const option of command.options ?? []) parser.addOption(parserOption(option));
  if (command.answer !== null) parser.option('--json', 'answer with one JSON document');
  parser.action(() => command.run(new Call(context, parser.args, parser.opts())));
  return parser;
}

function parserOption({ flags, says, choices, isMany, isRequired }: CommandOption): Option {
  const words = choices === undefined ? '' : ` (${choices.join(', ')})`;
  const option = new Option(flags, `${says}${words}`).makeOptionMandatory(isRequired ?? false);
  const read = (text: string) => readChoice(text, choices);
  return isMany === true
    ? option.argParser<readonly string[]>((text, earlier) => [...(earlier ?? []), read(text)])
    : option.argParser<string>(read);
}

function readChoice(text: string, choices: readonly string[] | undefined): string {
  if (choices === undefined || choices.includes(text.toLowerCase())) return text;
  throw new InvalidArgumentError(`It takes one of ${choices.join(', ')}.`);
}
