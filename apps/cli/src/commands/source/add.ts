import { z } from 'zod';
import { type Operation, run } from '../../gateway/operation.ts';
import { printJson } from '../../terminal/table.ts';
import { note } from '../../terminal/terminal.ts';
import { parsePackage } from '../address.ts';
import type { Command } from '../command.ts';
import { vcsKinds } from '../words.ts';
import { source, sourceRow } from './source.ts';
import { sourceOptions, sourceOptionsOf } from './source-options.ts';

const added = z.object({ source: sourceRow, hookSecret: z.string() });

const addVcsSource: Operation<z.output<typeof added>> = {
  document: `mutation AddVcsSource($input: AddVcsSourceInput!) {
    addVcsSource(input: $input) { source { ${source.fields} } hookSecret }
  }`,
  at: 'addVcsSource',
  row: added,
};

/** The secret of the hook is in this one answer: alone on stdout, for a script to take. */
export const addSource: Command = {
  usage: 'add <project/repository/vendor/name> <url>',
  says: 'Make a package of a repository of version control; prints the secret of its hook once',
  options: [
    {
      flags: '--kind <kind>',
      says: 'what the address is of',
      choices: vcsKinds,
      isRequired: true,
    },
    ...sourceOptions,
  ],
  answer: added,
  operations: [addVcsSource],
  run: async (call) => {
    const { client, terminal } = call.context;
    const answer = await run(client, addVcsSource, {
      input: {
        ...parsePackage(call.arg(0)),
        url: call.arg(1),
        kind: call.word('kind'),
        ...(await sourceOptionsOf(call)),
      },
    });
    if (call.isJson) {
      printJson(terminal, answer);
      return;
    }
    note(terminal, `Have ${answer.source.hookUrl} called on every push, signed with this secret:`);
    terminal.output.write(`${answer.hookSecret}\n`);
  },
};
