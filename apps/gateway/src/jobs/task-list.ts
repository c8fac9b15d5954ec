import { serviceActor } from '@bonded/core/access';
import {
  importAdvisories,
  runAdvisoryImport,
  runScan,
  settleCooled,
  settlePlace,
  settleRepository,
} from '@bonded/core/clearance';
import { expireDeposits } from '@bonded/core/deposits';
import { enqueueDueSources, runSourceSync } from '@bonded/core/sources';
import { runPrefetch, sweepUpstreamDocuments } from '@bonded/core/supply';
import { expireUploads } from '@bonded/core/uploads';
import { Format } from '@bonded/database';
import type { Runtime } from '@bonded/runtime';
import type { Task, TaskList } from 'graphile-worker';
import { z } from 'zod';

const scanPayload = z.object({ scanId: z.uuid() });
const importPayload = z.object({ importId: z.uuid() });
const settlePayload = z.object({ repositoryId: z.uuid() });
const settleOnePayload = z.object({ artifactId: z.uuid() });
const settlePlacePayload = z.object({
  projectId: z.uuid().nullable(),
  repositoryId: z.uuid().nullable(),
  format: z.enum(Format).nullable(),
});
const sourcePayload = z.object({ sourceId: z.uuid() });
const prefetchPayload = z.object({
  repositoryId: z.uuid(),
  memberIds: z.array(z.uuid()),
  name: z.string(),
  paths: z.array(z.string()),
});
const refreshPayload = z.object({ source: z.string() });

/** Staged bytes this old belong to a process that died: no request lasts as long. */
const stagedForMs = 24 * 60 * 60 * 1000;

/** What the worker can do, by the names under which core enqueues it. */
export function jobs({ ports }: Runtime): TaskList {
  const scanner = serviceActor('scanner', []);
  const judge = serviceActor('policy', []);
  const syncer = serviceActor('vcs-source', []);
  const prefetcher = serviceActor('prefetch', ['repository:read', 'artifact:download']);
  const importer = serviceActor('advisory-refresh', ['advisory:import']);
  return {
    scan_artifact: task(scanPayload, (input, signal) => runScan(ports, scanner, input, signal)),
    import_advisories: task(importPayload, (input, signal) =>
      runAdvisoryImport(ports, input, signal),
    ),
    refresh_advisories: task(refreshPayload, (input) => importAdvisories(ports, importer, input)),
    settle_repository: task(settlePayload, (input, signal) =>
      settleRepository(ports, judge, input, signal),
    ),
    settle_place: task(settlePlacePayload, (input, signal) => settlePlace(ports, input, signal)),
    settle_artifact: task(settleOnePayload, (input) => settleCooled(ports, judge, input)),
    sync_source: task(sourcePayload, (input, signal) =>
      runSourceSync(ports, syncer, input, signal),
    ),
    sync_due_sources: task(z.unknown(), () => enqueueDueSources(ports)),
    prefetch_files: task(prefetchPayload, (input, signal) =>
      runPrefetch(ports, prefetcher, input, signal),
    ),
    sweep_upstream_documents: task(z.unknown(), (_input, signal) =>
      sweepUpstreamDocuments(ports, signal),
    ),
    expire_uploads: task(z.unknown(), (_input, signal) => expireUploads(ports, signal)),
    expire_deposits: task(z.unknown(), (_input, signal) => expireDeposits(ports, signal)),
    sweep_staged: task(z.unknown(), (_input, signal) => {
      const before = new Date(ports.clock.now().getTime() - stagedForMs);
      return ports.blobs.sweepStaged({ before, signal });
    }),
  };
}

/** A payload is read like any other input: a job of an older release may have another shape. */
function task<Schema extends z.ZodType>(
  schema: Schema,
  act: (input: z.output<Schema>, signal: AbortSignal) => Promise<unknown>,
): Task {
  return async (payload, helpers) => {
    const signal = helpers.abortSignal ?? new AbortController().signal;
    await act(schema.parse(payload), signal);
  };
}
