import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importRecord } from '../clients/npm/advisory.ts';
import { type Client, type Format, makeProject, randomName, refusalCode } from '../stack/api.ts';
import type { FormatDriver } from './driver.ts';
import { drivers } from './drivers.ts';

const schema = join(import.meta.dirname, '../../apps/gateway/schema.graphql');

/** Every format that the schema knows, served or not. */
function knownFormats(): readonly Format[] {
  const [, names = ''] = /^enum Format \{([^}]*)\}/m.exec(readFileSync(schema, 'utf8')) ?? [];
  // The schema is where the type has its words from.
  return names.split(/\s+/).filter((name) => name !== '') as Format[];
}

/** What this product makes hosted repositories for, by its own word. */
export function servedFormats(admin: Client): Promise<readonly Format[]> {
  return formatsOf(admin, 'HOSTED');
}

/** Asks by making one, which a proxy needs an address for. */
async function formatsOf(admin: Client, kind: 'HOSTED' | 'PROXY'): Promise<readonly Format[]> {
  const project = await makeProject(admin);
  const upstream = kind === 'PROXY' ? { upstreamUrl: 'https://upstream.example/' } : {};
  const served: Format[] = [];
  for (const format of knownFormats()) {
    const input = { project, slug: randomName(format.toLowerCase()), format, kind, ...upstream };
    const code = await refusalCode(
      admin,
      'mutation ($input: CreateRepositoryInput!) { createRepository(input: $input) { repository { id } } }',
      { input },
    );
    if (code === null) served.push(format);
    else if (code !== 'FORMAT_UNSUPPORTED') throw new Error(`${format}: ${code}`);
  }
  return served;
}

export interface ServedDriver extends FormatDriver {
  readonly format: Format;
  /** True where there are proxies and groups of it. */
  readonly isSupplied?: boolean;
}

/** About nothing that anybody publishes. Without any advisory, no scan says that it is enough. */
const record = {
  schema_version: '1.6.0',
  id: 'MAL-2026-0-CONTRACT',
  modified: '2026-01-01T00:00:00Z',
  published: '2026-01-01T00:00:00Z',
  summary: 'A record to begin with',
  affected: [
    { package: { ecosystem: 'npm', name: 'bonded-contract-nothing' }, versions: ['1.0.0'] },
  ],
};

/** The drivers of all formats that are served, in an installation that can clear things. */
export async function servedDrivers(admin: Client): Promise<readonly ServedDriver[]> {
  await importRecord(admin, record);
  const served = await servedFormats(admin);
  const supplied = new Set(await formatsOf(admin, 'PROXY'));
  return served.flatMap((format) => {
    const driver = drivers[format];
    if (driver === undefined) return [];
    return [{ ...driver, format, isSupplied: supplied.has(format) }];
  });
}
