import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterTest, freePort } from '@bonded/testing';
import { expect, it } from 'vitest';
import { claimPorts } from './ports.ts';

async function occupy(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  afterTest(async () => void server.close());
  return (server.address() as AddressInfo).port;
}

it('a port of 0 becomes a free one, and each gets its own', async () => {
  const ports = Object.values(await claimPorts({ gateway: 0, blob: 0, console: 0 }));
  expect(new Set(ports).size).toBe(3);
  expect(Math.min(...ports)).toBeGreaterThan(0);
});

it('a port that is free is taken as it is', async () => {
  const gateway = await freePort();
  expect((await claimPorts({ gateway, blob: 0, console: 0 })).gateway).toBe(gateway);
});

it('a taken port is refused with the port, its holder and the setting to change', async () => {
  const blob = await occupy('127.0.0.1');
  const claim = claimPorts({ gateway: 0, blob, console: 0 });
  await expect(claim).rejects.toThrow(`Port ${blob}, for the blob, is taken by`);
  await expect(claim).rejects.toThrow('BONDED_BLOB_PORT');
  await expect(claim).rejects.toMatchObject({ code: 'START_REFUSED' });
});

it.runIf(process.platform === 'linux')('the holder is named by its process id', async () => {
  const console = await occupy('127.0.0.1');
  await expect(claimPorts({ gateway: 0, blob: 0, console })).rejects.toThrow(`${process.pid}`);
});

it('a port that somebody holds on all interfaces is taken as well', async () => {
  const gateway = await occupy('0.0.0.0');
  await expect(claimPorts({ gateway, blob: 0, console: 0 })).rejects.toThrow('is taken by');
});
