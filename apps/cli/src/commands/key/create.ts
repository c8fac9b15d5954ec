import { z } from 'zod';
import { type Operation, run } from '../../gateway/operation.ts';
import { printJson } from '../../terminal/table.ts';
import { note } from '../../terminal/terminal.ts';
import type { Call } from '../call.ts';
import type { Command } from '../command.ts';
import { placeOption } from '../place.ts';
import { parseUntil } from '../time.ts';
import { key, keyRow } from './key.ts';

const created = z.object({ apiKey: keyRow, secret: z.string() });

const createApiKey: Operation<z.output<typeof created>> = {
  document: `mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) { apiKey { ${key.fields} } secret }
  }`,
  at: 'createApiKey',
  row: created,
};

/** The secret is in this one answer: alone on stdout, so that a script can take it from there. */
export const createKey: Command = {
  usage: 'create <name>',
  says: 'Create an API key for yourself; the secret is shown this once',
  options: [
    { flags: '--action <action>', says: 'narrow it to this; may be repeated', isMany: true },
    { flags: '--in <place>', says: 'narrow it to a project, or a project/repository' },
    { flags: '--expires <when>', says: 'such as 30d, 12h or 2027-01-31' },
  ],
  answer: created,
  operations: [createApiKey],
  run: async (call) => {
    const { client, terminal } = call.context;
    const answer = await run(client, createApiKey, { input: inputOf(call) });
    if (call.isJson) {
      printJson(terminal, answer);
      return;
    }
    note(terminal, 'This is shown once and stored nowhere: keep it where secrets are kept.');
    terminal.output.write(`${answer.secret}\n`);
  },
};

function inputOf(call: Call) {
  const expires = call.text('expires');
  return {
    name: call.arg(0),
    actions: call.many('action'),
    ...placeOption(call.text('in')),
    ...(expires === undefined ? {} : { expiresAt: parseUntil(expires, Date.now()) }),
  };
}
