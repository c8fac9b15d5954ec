import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { serviceActor } from '@bonded/core/access';
import { importAdvisories, runAdvisoryImport } from '@bonded/core/clearance';
import type { AdvisoryImport } from '@bonded/database';
import { ZipFile } from 'yazl';
import type { Warehouse } from './warehouse.ts';

/** As much of an OSV record as a test has to say. */
export interface OsvRecord {
  readonly id: string;
  readonly modified?: string;
  readonly withdrawn?: string;
  readonly summary?: string;
  readonly severity?: 'LOW' | 'MODERATE' | 'HIGH' | 'CRITICAL';
  readonly references?: readonly string[];
  readonly package: string;
  readonly ecosystem?: string;
  readonly events?: readonly object[];
  readonly versions?: readonly string[];
}

function documentOf(record: OsvRecord): object {
  const { events, severity, references, ecosystem = 'npm', package: name, ...rest } = record;
  return {
    schema_version: '1.7.0',
    id: rest.id,
    modified: rest.modified ?? '2026-01-01T00:00:00Z',
    published: '2026-01-01T00:00:00Z',
    ...(rest.withdrawn === undefined ? {} : { withdrawn: rest.withdrawn }),
    summary: rest.summary ?? '',
    references: (references ?? []).map((url) => ({ type: 'WEB', url })),
    affected: [
      {
        package: { ecosystem, name },
        ...(events === undefined ? {} : { ranges: [{ type: 'SEMVER', events }] }),
        ...(rest.versions === undefined ? {} : { versions: rest.versions }),
      },
    ],
    ...(severity === undefined ? {} : { database_specific: { severity } }),
  };
}

/** Writes the records into a folder of their own below the advisory folder, and names it. */
export async function writeRecords(
  { ports }: Warehouse,
  records: readonly OsvRecord[],
): Promise<string> {
  const name = randomUUID();
  const folder = join(ports.advisoryFolder, name);
  await mkdir(folder);
  for (const record of records) {
    await writeFile(join(folder, `${record.id}.json`), JSON.stringify(documentOf(record)));
  }
  return name;
}

/** The same as one zip file, as databases are published. */
export async function zipRecords(records: readonly OsvRecord[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const record of records) {
    zip.addBuffer(Buffer.from(JSON.stringify(documentOf(record))), `${record.id}.json`);
  }
  zip.end();
  return buffer(zip.outputStream);
}

export const importer = serviceActor('advisory-refresh', ['advisory:import']);

/** Imports a source as the worker does, and returns how it ended. */
export async function importFrom(warehouse: Warehouse, source: string): Promise<AdvisoryImport> {
  const { ports, signal } = warehouse;
  const { id } = await importAdvisories(ports, importer, { source });
  await runAdvisoryImport(ports, { importId: id }, signal);
  return ports.database.prisma.advisoryImport.findUniqueOrThrow({ where: { id } });
}

export async function importRecords(
  warehouse: Warehouse,
  records: readonly OsvRecord[],
): Promise<AdvisoryImport> {
  return importFrom(warehouse, await writeRecords(warehouse, records));
}
