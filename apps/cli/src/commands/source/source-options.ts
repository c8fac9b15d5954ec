import { readFile } from 'node:fs/promises';
import type { Call } from '../call.ts';
import type { CommandOption } from '../command.ts';

/** How a source is asked. */
export const sourceOptions: readonly CommandOption[] = [
  { flags: '--api-url <url>', says: 'where its API is, if that does not follow from the address' },
  { flags: '--user-name <name>', says: 'sent with the secret; without it, the secret is a token' },
  {
    flags: '--secret-file <path>',
    says: 'holds the password or token; an empty file takes it back',
  },
  { flags: '--poll-seconds <seconds>', says: 'how often it is asked without being called (900)' },
];

/** A secret comes from a file: what is typed, others on the machine can see. */
export async function sourceOptionsOf(call: Call) {
  const secretPath = call.text('secretFile');
  const seconds = call.text('pollSeconds');
  return {
    apiUrl: call.text('apiUrl'),
    userName: call.text('userName'),
    secret: secretPath === undefined ? undefined : (await readFile(secretPath, 'utf8')).trim(),
    pollSeconds: seconds === undefined ? undefined : Number(seconds),
  };
}
