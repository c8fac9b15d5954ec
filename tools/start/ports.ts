import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '@bonded/database/embedded';
import { errnoOf } from '@bonded/kernel';
import { portHolder } from './port-holder.ts';
import { type PortName, portNames, portSettings } from './settings.ts';
import { startRefused } from './start-errors.ts';

export type Ports = Readonly<Record<PortName, number>>;

/**
 * Both families: whoever else sits on `localhost` in one of them would get half of our visitors.
 */
const loopbacks = ['127.0.0.1', '::1'];

/**
 * Turns 0 into a free port and makes sure of the others. Errors: START_REFUSED, naming the holder.
 */
export async function claimPorts(wanted: Ports): Promise<Ports> {
  const claimed = { ...wanted };
  for (const name of portNames) {
    if (wanted[name] === 0) claimed[name] = await freePort();
    else await refuseTaken(name, wanted[name]);
  }
  return claimed;
}

async function refuseTaken(name: PortName, port: number): Promise<void> {
  for (const host of loopbacks) {
    const code = await tryToListen(host, port);
    if (code === 'EADDRINUSE') {
      const holder = (await portHolder(port)) ?? 'another program';
      throw startRefused(
        `Port ${port}, for the ${name}, is taken by ${holder}. ` +
          `Stop it, or set ${portSettings[name].name} to another port (0 picks a free one).`,
      );
    }
    if (code === 'EACCES') {
      throw startRefused(
        `Port ${port}, for the ${name}, needs more rights than you have: ` +
          `set ${portSettings[name].name} to 1024 or above.`,
      );
    }
  }
}

/** The code of the error, if any. A machine without IPv6 is no fault. */
async function tryToListen(host: string, port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return errnoOf(error);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
