import * as artifacts from '@bonded/core/artifacts';
import * as audit from '@bonded/core/audit';
import * as clearance from '@bonded/core/clearance';
import * as deposits from '@bonded/core/deposits';
import * as identity from '@bonded/core/identity';
import * as keys from '@bonded/core/keys';
import * as projects from '@bonded/core/projects';
import * as quotas from '@bonded/core/quotas';
import * as repositories from '@bonded/core/repositories';
import * as sources from '@bonded/core/sources';
import * as supply from '@bonded/core/supply';
import * as uploads from '@bonded/core/uploads';
import { describe, expect, it } from 'vitest';
import { acts, warehouse } from './audited-acts.ts';
import { neverCommitting } from './never-committing.ts';

const { ports } = warehouse;
const { database } = ports;

const slices = [
  artifacts,
  audit,
  clearance,
  deposits,
  identity,
  keys,
  projects,
  quotas,
  repositories,
  sources,
  supply,
  uploads,
];

const changingVerb =
  /^(add|append|change|check|collect|complete|create|declare|delete|deposit|deprecate|end|enqueue|ensure|expire|export|grant|import|invalidate|judge|logIn|mount|prefetch|publish|receive|refresh|refuse|reject|release|remove|renew|request|rescan|revoke|rotate|run|set|settle|sign|sweep|sync|terminate|update|yank)[A-Z]/;

/** What sounds like a change and is none that the log speaks of, each with its reason. */
const exempt: Readonly<Record<string, string>> = {
  createKeyUseCache: 'makes a cache',
  createPrincipalCache: 'makes a cache',
  signInFailed: 'is an error',
  grantExceedsOwn: 'is an error',
  depositDigestMismatch: 'is an error',
  publishArrival: 'publishes, which speaks for itself',
  signDownload: 'hands out what judgeDownload decided',
  settleArtifact: 'is a part of publishing, reviewing, scanning and settling',
  refuseOverQuota: 'changes nothing but the log: an act that was refused',
  requestScan: 'is a part of publishing, rescanning and importing',
  rescanAffected: 'asks for scans, each of which speaks for itself',
  settlePlace: 'asks for verdicts, each of which speaks for itself',
  checkPassword: 'is a part of signing in and of changing a password',
  enqueueDueSources: 'has sources asked by the clock',
  runSourceSync: 'takes down what others wrote; what it holds speaks for itself',
  runPrefetch: 'reads as anybody does; what comes in speaks for itself',
  sweepUpstreamDocuments: 'forgets copies of what others wrote',
  endSession: 'is a part of signing out, revoking and refreshing',
  ensureFirstAdmin: 'is seen in the log of every warehouse here',
  appendUpload: 'takes bytes of an upload that was logged, and will be when it is whole',
  declareLength: 'completes what was said when the upload was made',
};

/** Everything that the database holds, in one line; who holds a lock is no content. */
async function contents(): Promise<string> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const digests = tables.map(async ({ name }) => {
    const { rows } = await database.pool.query<{ digest: string | null }>(
      `SELECT md5(string_agg(line, ' ' ORDER BY line)) AS digest FROM (
         SELECT (to_jsonb(row) - ARRAY['lock_holder', 'lock_fence', 'lock_until'])::text AS line
         FROM ${name} AS row
       ) AS lines`,
    );
    return `${name} ${rows[0]?.digest}`;
  });
  return (await Promise.all(digests)).toSorted().join('\n');
}

async function eventsAfter(sequence: bigint): Promise<string[]> {
  const events = await database.prisma.auditEvent.findMany({
    where: { sequence: { gt: sequence }, outcome: 'SUCCESS' },
    orderBy: { sequence: 'asc' },
  });
  return events.map(({ action }) => action);
}

async function newestSequence(): Promise<bigint> {
  const newest = await database.prisma.auditEvent.findFirst({ orderBy: { sequence: 'desc' } });
  return newest?.sequence ?? 0n;
}

it('D2.6 the table names every use case that changes something', () => {
  const changing = slices
    .flatMap((slice) => Object.entries(slice) as [string, unknown][])
    .filter(([name, member]) => typeof member === 'function' && changingVerb.test(name))
    .map(([name]) => name);
  const named = [...Object.keys(acts), ...Object.keys(exempt)];
  expect(named.toSorted()).toEqual(changing.toSorted());
});

describe.each(Object.entries(acts))('%s', (_name, { action, also = [], prepare }) => {
  it('D2.4 leaves neither change nor event when its process dies before the commit', async () => {
    const act = await prepare();
    const before = await contents();
    const dying = { ...ports, database: neverCommitting(database) };
    await expect(act(dying)).rejects.toThrow('the process died');
    expect(await contents()).toBe(before);
  });

  it('D2.6 leaves exactly one event', async () => {
    const act = await prepare();
    const before = await newestSequence();
    await act(ports);
    const events = await eventsAfter(before);
    expect(events.filter((each) => each === action)).toHaveLength(1);
    const parts = events.filter((each) => each !== action && !each.startsWith('decision.'));
    expect(parts).toEqual(also);
  });
});
