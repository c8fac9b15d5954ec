import { setTimeout as delay } from 'node:timers/promises';
import { plain } from '../terminal/plain.ts';
import { formatSeconds } from '../terminal/sizes.ts';
import { note } from '../terminal/terminal.ts';
import type { RetryOptions } from '../transfer/retry.ts';
import type { CommandContext } from './call.ts';

/** How commands wait for a server that is away: whoever watches is told. */
export function retryOptions({
  terminal,
  signal,
}: Pick<CommandContext, 'terminal' | 'signal'>): RetryOptions {
  return {
    signal,
    onWait: (error, waitMs) => {
      note(terminal, `${plain(error.message)} Trying again in ${formatSeconds(waitMs / 1000)}.`);
    },
    sleep: (waitMs) => delay(waitMs, undefined, { signal }),
  };
}
