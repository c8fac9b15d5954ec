import { importRecord } from '../clients/npm/advisory.ts';
import type { Client } from '../stack/api.ts';
import type { Shelf } from './driver.ts';
import type { ServedDriver } from './served-formats.ts';
import { makeShelf, publish, untilState } from './versions.ts';

/** One version a state. All but the cleared one are refused, each for a reason of its own. */
export const versions = {
  cleared: '1.0.0',
  rejected: '1.1.0',
  malicious: '1.2.0',
  recalled: '1.3.0',
  deleted: '1.4.0',
  held: '1.5.0',
  /** Not published at all. */
  never: '9.9.0',
} as const;

/** Put together from two halves, so that this file itself sets off nobody's scanner. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(
  '',
);

/** What OSV publishes of a malicious version. */
function maliceRecord(
  { knownBy, format }: ServedDriver,
  state: 'malicious' | 'recalled',
): object | null {
  if (knownBy === 'content') return null;
  return {
    schema_version: '1.6.0',
    id: `MAL-2026-${format}-${state}`,
    modified: new Date().toISOString(),
    published: '2026-01-01T00:00:00Z',
    summary: `Malicious code in ${knownBy.name}`,
    affected: [
      {
        package: { ecosystem: knownBy.ecosystem, name: knownBy.name },
        versions: [versions[state]],
      },
    ],
  };
}

async function importRecords(
  admin: Client,
  drivers: readonly ServedDriver[],
  state: 'malicious' | 'recalled',
): Promise<void> {
  const records = drivers.map((driver) => maliceRecord(driver, state));
  await importRecord(admin, ...records.filter((record) => record !== null));
}

/**
 * Brings one version of each format into each state but the held one. Bytes that no advisory can
 * name are recalled by a policy that gets stricter after they were let out.
 */
export async function prepareForbidden(
  admin: Client,
  drivers: readonly ServedDriver[],
): Promise<ReadonlyMap<ServedDriver, Shelf>> {
  await importRecords(admin, drivers, 'malicious');
  const shelves = new Map<ServedDriver, Shelf>();
  for (const driver of drivers) {
    const shelf = await makeShelf(admin, driver);
    shelves.set(driver, shelf);
    await publishCleared(driver, shelf);
    await publish(driver, shelf, versions.malicious, eicar);
    await untilState(driver, shelf, versions.malicious, 'QUARANTINED');
  }
  await importRecords(admin, drivers, 'recalled');
  for (const [driver, shelf] of shelves) {
    await untilState(driver, shelf, versions.recalled, 'RECALLED');
  }
  return shelves;
}

async function publishCleared(driver: ServedDriver, shelf: Shelf): Promise<void> {
  const byPolicy = driver.knownBy === 'content';
  if (byPolicy) await setBlocksMalware(shelf, false);
  for (const state of ['cleared', 'rejected', 'recalled', 'deleted'] as const) {
    await publish(driver, shelf, versions[state], byPolicy && state === 'recalled' ? eicar : '');
  }
  await untilState(driver, shelf, versions.cleared, 'RELEASED');
  const rejected = await untilState(driver, shelf, versions.rejected, 'RELEASED');
  await untilState(driver, shelf, versions.recalled, 'RELEASED');
  const deleted = await untilState(driver, shelf, versions.deleted, 'RELEASED');
  await rejectArtifact(shelf.client, rejected.id);
  await deleteArtifact(shelf.client, deleted.id);
  if (byPolicy) await setBlocksMalware(shelf, true);
}

function setBlocksMalware({ client, place }: Shelf, blockMalware: boolean): Promise<unknown> {
  return client.graphql(
    'mutation ($input: UpdatePolicyInput!) { updatePolicy(input: $input) { policy { version } } }',
    {
      input: {
        repositoryId: place.repositoryId,
        blockMalware,
        blockSeverity: blockMalware ? 'CRITICAL' : 'NONE',
        holdUnscanned: true,
      },
    },
  );
}

function rejectArtifact(admin: Client, id: string): Promise<unknown> {
  return admin.graphql(
    'mutation ($input: RejectArtifactInput!) { rejectArtifact(input: $input) { artifact { id } } }',
    { input: { id, note: 'Not wanted here.' } },
  );
}

export function deleteArtifact(admin: Client, id: string): Promise<unknown> {
  return admin.graphql(
    'mutation ($input: DeleteArtifactInput!) { deleteArtifact(input: $input) { deletedId } }',
    { input: { id } },
  );
}
