import { type AdvisoryImport, addJob, takeTurn, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { z } from 'zod';
import { type Actor, authorise, globalScope } from '../access/index.ts';
import { parseInput } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { recordAudit } from '../trail/index.ts';
import { importTurn } from './advisory-edition.ts';
import { advisoryImportRunning } from './errors.ts';

const source = z.union(
  [
    z.url({ protocol: /^https?$/ }).max(2048),
    z.templateLiteral(['blob:', z.string().regex(/^[0-9a-f]{64}$/)]),
    z.string().regex(/^(?!\/)(?!.*\.\.)[\w./-]{1,512}$/),
  ],
  'Give the http(s) address of a zipped OSV database, or a path below the advisory directory.',
);

const input = z.object({ source });

/** An import that has been silent for this long died with its worker. */
const abandonedAfterMs = 2 * 60 * 60_000;

/**
 * Asks the worker to import an OSV database from an address, a blob that was just uploaded, or the
 * server's advisory directory. One at a time. Errors: ACCESS_DENIED, ADVISORY_IMPORT_RUNNING.
 */
export async function importAdvisories(
  ports: Pick<Ports, 'database' | 'clock'>,
  actor: Actor,
  raw: { readonly source: string },
): Promise<AdvisoryImport> {
  const wanted = parseInput(input, raw);
  const resource = { kind: 'advisory-import', name: wanted.source };
  await authorise(ports, actor, { action: 'advisory:import', place: globalScope, resource });
  const startedAt = ports.clock.now();
  const alive = new Date(startedAt.getTime() - abandonedAfterMs);
  return transact(ports.database, async (tx) => {
    await takeTurn(tx, importTurn);
    const running = await tx.advisoryImport.findFirst({
      where: { finishedAt: null, startedAt: { gt: alive } },
    });
    if (running !== null) {
      throw advisoryImportRunning(`An import of ${running.source} is still running.`);
    }
    await tx.advisoryImport.updateMany({
      where: { finishedAt: null },
      data: { finishedAt: startedAt, error: 'It was abandoned.' },
    });
    const row = await tx.advisoryImport.create({
      data: { id: newId(), source: wanted.source, requestedById: actor.userId, startedAt },
    });
    await addJob(tx, 'import_advisories', { importId: row.id }, { maxAttempts: 3 });
    await recordAudit(tx, actor, {
      action: 'advisory.import',
      resource: { ...resource, id: row.id },
      place: globalScope,
    });
    return row;
  });
}
