import { z } from 'zod';
import { type Operation, run } from '../../gateway/operation.ts';
import { printJson } from '../../terminal/table.ts';
import { note } from '../../terminal/terminal.ts';
import type { Command } from '../command.ts';
import { findSource, sourceByPath } from './find-source.ts';
import { source, sourceRow } from './source.ts';

const renewed = z.object({ source: sourceRow, hookSecret: z.string() });

const renewVcsSourceSecret: Operation<z.output<typeof renewed>> = {
  document: `mutation RenewVcsSourceSecret($input: RenewVcsSourceSecretInput!) {
    renewVcsSourceSecret(input: $input) { source { ${source.fields} } hookSecret }
  }`,
  at: 'renewVcsSourceSecret',
  row: renewed,
};

export const renewSourceSecret: Command = {
  usage: 'renew-secret <project/repository/vendor/name>',
  says: 'Give the hook of a source another secret, which is shown this once',
  answer: renewed,
  operations: [renewVcsSourceSecret, sourceByPath],
  run: async (call) => {
    const { client, terminal } = call.context;
    const { id } = await findSource(call.context, call.arg(0));
    const answer = await run(client, renewVcsSourceSecret, { input: { id } });
    if (call.isJson) {
      printJson(terminal, answer);
      return;
    }
    note(terminal, `Calls to ${answer.source.hookUrl} are signed with this from now on:`);
    terminal.output.write(`${answer.hookSecret}\n`);
  },
};
