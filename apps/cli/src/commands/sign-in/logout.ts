import { AppError } from '@bonded/kernel';
import { z } from 'zod';
import { notSignedIn } from '../../errors.ts';
import { faultOf, send } from '../../gateway/answers.ts';
import { type Profile, readProfile, removeProfile } from '../../gateway/profile.ts';
import { userAgent } from '../../gateway/user-agent.ts';
import { printJson } from '../../terminal/table.ts';
import { note } from '../../terminal/terminal.ts';
import type { Command } from '../command.ts';

/** Ends the session on the server too: what is left of its tokens is worth nothing. */
export const logout: Command = {
  usage: 'logout',
  says: 'Sign out',
  answer: z.object({ url: z.string() }),
  operations: [],
  run: async (call) => {
    const { environment, terminal, signal } = call.context;
    const profile = await readProfile(environment.configFolder);
    if (profile === null) throw notSignedIn('You are not signed in.');
    try {
      await endSession(profile, signal);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      note(terminal, `The server did not hear of it: ${error.message}`);
    }
    await removeProfile(environment.configFolder);
    if (call.isJson) printJson(terminal, { url: profile.url });
    else terminal.output.write(`Signed out of ${profile.url}.\n`);
  },
};

async function endSession({ url, refreshToken }: Profile, signal: AbortSignal): Promise<void> {
  const response = await send(new URL(`${url}/api/auth/logout`), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
    body: JSON.stringify({ refreshToken }),
    signal,
  });
  if (!response.ok) throw await faultOf(response);
}
