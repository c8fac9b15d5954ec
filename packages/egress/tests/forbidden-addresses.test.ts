import { isIP } from 'node:net';
import { errnoOf } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { ask, openWay } from './ask.ts';
import { forbiddenAddresses, forbiddenHosts, localNames } from './forbidden-hosts.ts';
import { type Listening, listen } from './listen.ts';

const refused = { code: 'EGRESS_REFUSED', kind: 'invalid' };
/** All of 127/8 is loopback there, so a second address stands for the public internet. */
const hasSecondLoopback = process.platform === 'linux';

async function listenEverywhere(): Promise<readonly Listening[]> {
  return [await listen('0.0.0.0'), await listen('127.0.0.1'), await listen('0.0.0.0')];
}

function expectUntouched(canaries: readonly Listening[]): void {
  expect(canaries.map((canary) => canary.connections())).toEqual(canaries.map(() => 0));
}

describe('D3.16 what lies inside is not asked', () => {
  it(`in none of ${forbiddenHosts.length} spellings`, async () => {
    const canaries = await listenEverywhere();
    const egress = openWay({ allowedNetworks: [] });
    for (const host of forbiddenHosts) {
      for (const { port } of canaries) {
        const answer = ask(egress, `http://${host}:${port}/`);
        await expect(answer, host).rejects.toMatchObject(refused);
      }
      await expect(ask(egress, `https://${host}/`), host).rejects.toMatchObject(refused);
    }
    expectUntouched(canaries);
  });

  it('by none of the names that a machine has for itself', async () => {
    const canary = await listen('0.0.0.0');
    const egress = openWay({ allowedNetworks: [] });
    const code = expect.stringMatching(/^EGRESS_/) as string;
    for (const name of localNames) {
      const answer = ask(egress, `http://${name}:${canary.port}/`);
      await expect(answer, name).rejects.toMatchObject({ code });
    }
    await expect(ask(egress, `http://localhost:${canary.port}/`)).rejects.toMatchObject(refused);
    expectUntouched([canary]);
  });

  it('by no name that leads there, alone or beside a public address', async () => {
    const canary = await listen('0.0.0.0');
    for (const address of forbiddenAddresses) {
      const inside = { address, family: isIP(address) };
      const outside = { address: '93.184.215.14', family: 4 };
      for (const found of [[inside], [inside, outside], [outside, inside]]) {
        const egress = openWay({ allowedNetworks: [], resolve: () => Promise.resolve(found) });
        const answer = ask(egress, `http://registry.test:${canary.port}/`);
        await expect(answer, address).rejects.toMatchObject(refused);
      }
    }
    expectUntouched([canary]);
  });

  it.runIf(hasSecondLoopback)('by no redirect of a server that may be asked', async () => {
    const canaries = await listenEverywhere();
    const server = await listen('127.0.0.2', ({ url = '' }, response) => {
      const location = decodeURIComponent(url.slice(1));
      response.writeHead(302, { location }).end();
    });
    const egress = openWay({ allowedNetworks: ['127.0.0.2/32'] });
    const hosts = forbiddenHosts.filter((host) => /^[ -~]+$/.test(host));
    for (const host of hosts) {
      for (const { port } of canaries) {
        const to = encodeURIComponent(`http://${host}:${port}/`);
        const answer = ask(egress, `http://127.0.0.2:${server.port}/${to}`);
        await expect(answer, host).rejects.toMatchObject(refused);
      }
    }
    expect(server.hits).toHaveLength(hosts.length * canaries.length);
    expectUntouched(canaries);
  });

  it.runIf(hasSecondLoopback)('by no name that leads elsewhere the next time', async () => {
    const canary = await listen('127.0.0.1');
    const server = await listen('127.0.0.2', (_, response) => {
      response.writeHead(200, { connection: 'close' }).end('outside');
    });
    let asked = 0;
    const resolve = () => {
      asked += 1;
      return Promise.resolve([{ address: asked % 2 === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }]);
    };
    const egress = openWay({ allowedNetworks: ['127.0.0.2/32'], resolve });
    const outcomes: (string | undefined)[] = [];
    for (let round = 0; round < 100; round += 1) {
      const port = round % 4 < 2 ? server.port : canary.port;
      const answer = ask(egress, `http://rebinding.test:${port}/`);
      outcomes.push(
        await answer.then(
          ({ text }) => text,
          (error: unknown) => errnoOf(error),
        ),
      );
    }
    // Each connection resolved once, and went where that answer said or nowhere.
    expect(asked).toBe(100);
    const others = ['outside', 'EGRESS_REFUSED', 'EGRESS_FAILED', 'EGRESS_REFUSED'];
    expect(outcomes).toEqual(outcomes.map((_, round) => others[round % 4]));
    expectUntouched([canary]);
  });

  it('unless an operator allows its network, which the refusal says', async () => {
    const server = await listen('127.0.0.1');
    const url = `http://127.0.0.1:${server.port}/`;
    const message = `127.0.0.1 is not in the public internet, and no other network may be asked unless an operator lists it in BONDED_EGRESS_NETWORKS.`;
    await expect(ask(openWay({ allowedNetworks: ['10.0.0.0/8'] }), url)).rejects.toMatchObject({
      ...refused,
      message,
    });
    for (const allowed of ['127.0.0.1', '127.0.0.0/8']) {
      const answer = ask(openWay({ allowedNetworks: [allowed] }), url);
      expect(await answer).toMatchObject({ status: 200, text: 'here' });
    }
  });

  it('and a refusal of a name does not say where it leads', async () => {
    const resolve = () => Promise.resolve([{ address: '10.9.8.7', family: 4 }]);
    const answer = ask(openWay({ resolve }), 'http://wiki.corp.test/');
    const error = await answer.catch((cause: unknown) => cause);
    expect(error).toMatchObject(refused);
    expect(String(error)).not.toContain('10.9.8.7');
  });
});
