import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, inject, it } from 'vitest';
import {
  type Client,
  clientWith,
  makeKey,
  makeProject,
  makeRepository,
  randomName,
  signIn,
} from '../stack/api.ts';
import { pidOf } from '../stack/processes.ts';

const kills = 20;
const writers = 4;
const recoveryMsMax = 10_000;
/** How long a publish waits for its verdict before it answers without. */
const verdictWaitMs = 10_000;
const clearedMsMax = 90_000;

/**
 * The first process of the stack's own PostgreSQL: the one whose command names a data directory.
 */
async function postmaster(): Promise<number | null> {
  const stack = inject('stackPid');
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!/postgres\0.*-D\0/s.test(command)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent === stack) return Number(pid);
  }
  return null;
}

async function untilKilled(): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const pid = await postmaster();
    if (pid !== null) {
      process.kill(pid, 'SIGKILL');
      return;
    }
    if (Date.now() > deadline) throw new Error('there is no PostgreSQL to kill');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Writes files as fast as it can and remembers what was acknowledged. A failure is only tried
 * again.
 */
async function writeUntil(
  isOver: () => boolean,
  client: Client,
  { path, acknowledged }: { readonly path: string; readonly acknowledged: Map<string, string> },
): Promise<void> {
  while (!isOver()) {
    const name = randomName('file');
    const body = `content of ${name}`;
    const status = await client.fetch(`${path}/${name}`, { method: 'PUT', body }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    if (status === 201) acknowledged.set(name, body);
  }
}

/** Resolves when a change is taken again, which is what the ten seconds are for. */
async function untilChangeable(admin: Client): Promise<void> {
  const deadline = Date.now() + recoveryMsMax;
  const isTaken = () =>
    makeProject(admin).then(
      () => true,
      () => false,
    );
  while (!(await isTaken())) {
    expect(Date.now(), 'changes are taken again').toBeLessThan(deadline);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * Resolves when one more file was acknowledged: so that every kill meets writes. A publish waits
 * for its verdict too, up to a bound of its own, while the worker comes back.
 */
async function untilWritten(acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const before = acknowledged.size;
  const deadline = Date.now() + recoveryMsMax + verdictWaitMs;
  while (acknowledged.size === before) {
    expect(Date.now(), 'files are taken again').toBeLessThan(deadline);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Its scan may have been cut short, and is taken up again. */
async function untilCleared(client: Client, path: string, deadline: number): Promise<string> {
  for (;;) {
    const response = await client.fetch(path);
    const text = await response.text();
    if (response.status === 200) return text;
    expect(response.status, text).toBe(403);
    expect(Date.now(), text).toBeLessThan(deadline);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

describe('PostgreSQL ends under load', () => {
  it(
    'D1.15 keeps every acknowledged change through twenty kills, and comes back by itself',
    async () => {
      const admin = await signIn();
      const place = await makeRepository(admin, 'RAW');
      const client = clientWith(await makeKey(admin));
      const processes = await Promise.all([pidOf('gateway'), pidOf('worker')]);
      const path = `/raw/${place.path}`;
      let isOver = false;
      const acknowledged = new Map<string, string>();
      const running = Array.from({ length: writers }, () =>
        writeUntil(() => isOver, client, { path, acknowledged }),
      );
      try {
        for (let kill = 0; kill < kills; kill += 1) {
          await untilChangeable(admin);
          await untilWritten(acknowledged);
          await untilKilled();
        }
        await untilChangeable(admin);
        await untilWritten(acknowledged);
      } finally {
        isOver = true;
        await Promise.all(running);
      }
      const left = await Promise.all([pidOf('gateway'), pidOf('worker')]);
      expect(left, 'neither ended').toEqual(processes);
      const deadline = Date.now() + clearedMsMax;
      for (const [name, body] of acknowledged) {
        expect(await untilCleared(client, `${path}/${name}`, deadline), name).toBe(body);
      }
      await everyoneAudited(
        admin,
        [...acknowledged.keys()].map((name) => `${place.path}/${name}`),
      );
    },
    10 * 60_000,
  );
});

/** D2.4: an acknowledged change has its event; sampled, because each takes a query. */
async function everyoneAudited(admin: Client, names: readonly string[]): Promise<void> {
  for (const name of names.slice(0, 50)) {
    const { auditEvents } = await admin.graphql<{ auditEvents: { nodes: unknown[] } }>(
      'query ($r: String!) { auditEvents(first: 10, filter: { resource: $r, action: "artifact.publish" }) { nodes { id } } }',
      { r: name },
    );
    expect(auditEvents.nodes, name).toHaveLength(1);
  }
}
