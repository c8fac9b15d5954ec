import { awaitVerdict } from '@bonded/core/artifacts';
import { createEventBus } from '@bonded/core/events';
import { createDatabase } from '@bonded/database';
import { describe, expect, it } from 'vitest';
import { makeRepository, publish, runScans } from './goods.ts';
import { signInAdmin } from './people.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const admin = await signInAdmin(warehouse);
const repository = await makeRepository(warehouse, admin, { slug: 'waiting' });

/** Longer than the test itself may take: who waits to the end, fails it. */
const foreverMs = 60_000;

/** Waits as a process that hears nothing but what it is told here. */
function waitDeaf(artifactId: string, database = ports.database) {
  const events = createEventBus();
  const wait = { isOver: false };
  const over = awaitVerdict({ database, events }, artifactId, { signal, waitMs: foreverMs }).then(
    () => {
      wait.isOver = true;
    },
  );
  return { events, wait, over };
}

describe('waiting for a verdict', () => {
  it('ends when the event was missed, as soon as that is known', async () => {
    const { artifact } = await publish(warehouse, admin, {
      repository,
      name: 'missed',
      version: '1.0.0',
    });
    const { events, wait, over } = waitDeaf(artifact.id);
    events.publishGap();
    await runScans(warehouse);
    expect(wait.isOver).toBe(false);
    events.publishGap();
    await over;
  });

  it('ends while the database is away: the publish is done, and nobody knows more', async () => {
    const { artifact } = await publish(warehouse, admin, {
      repository,
      name: 'away',
      version: '1.0.0',
    });
    // Nobody listens on the first port.
    const url = 'postgresql://nobody@127.0.0.1:1/nothing';
    await using away = createDatabase({
      url,
      poolMax: 1,
      statementTimeoutMs: 1_000,
      onPoolError: () => {},
    });
    const { wait, over } = waitDeaf(artifact.id, away);
    await over;
    expect(wait.isOver).toBe(true);
  });
});
