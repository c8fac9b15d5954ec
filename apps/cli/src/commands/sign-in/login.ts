import { z } from 'zod';
import { usageInvalid } from '../../errors.ts';
import { readProfile, writeProfile } from '../../gateway/profile.ts';
import { baseUrl, postTokens, profileOf } from '../../gateway/session.ts';
import { plain } from '../../terminal/plain.ts';
import { ask, askPassword } from '../../terminal/prompt.ts';
import { printJson } from '../../terminal/table.ts';
import { note } from '../../terminal/terminal.ts';
import type { Call } from '../call.ts';
import type { Command } from '../command.ts';

/** Keeps a sign-in for the commands that follow, readable by this user of the machine alone. */
export const login: Command = {
  usage: 'login',
  says: 'Sign in, and stay signed in for the commands that follow',
  options: [
    { flags: '--url <gateway>', says: 'such as https://bonded.example; the last one if left out' },
    { flags: '--username <name>', says: 'asked for if left out' },
    { flags: '--password-stdin', says: 'read the password from stdin' },
    { flags: '--otp <code>', says: 'the code of a second factor' },
  ],
  answer: z.object({ url: z.string(), username: z.string() }),
  operations: [],
  run: async (call) => {
    const { environment, terminal, signal } = call.context;
    const url = await urlOf(call);
    if (isClear(url))
      note(terminal, `Careful: ${url} is not https, anybody on the way can listen.`);
    const username = call.text('username') ?? (await ask(terminal, 'User name', { signal }));
    const isPiped = call.has('passwordStdin');
    const password = await askPassword(terminal, 'Password', { isPiped, signal });
    const body = { username, password, otp: call.text('otp') };
    const tokens = await postTokens(`${url}/api/auth/login`, body, signal);
    await writeProfile(environment.configFolder, profileOf(url, tokens));
    if (call.isJson) printJson(terminal, { url, username });
    else terminal.output.write(plain(`Signed in to ${url} as ${username}.`).concat('\n'));
  },
};

async function urlOf(call: Call): Promise<string> {
  const { environment } = call.context;
  const stored = await readProfile(environment.configFolder);
  const url = call.text('url') ?? environment.url ?? stored?.url;
  if (url === undefined) throw usageInvalid('Say which gateway: bonded login --url <gateway>');
  return baseUrl(url);
}

function isClear(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}
