import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
export async function servedFormats(admin: Client): Promise<readonly Format[]> {
  const project = await makeProject(admin);
  const served: Format[] = [];
  for (const format of knownFormats()) {
    const input = { project, slug: randomName(format.toLowerCase()), format, kind: 'HOSTED' };
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
}

/** The drivers of all formats that are served. */
export async function servedDrivers(admin: Client): Promise<readonly ServedDriver[]> {
  const served = await servedFormats(admin);
  return served.flatMap((format) => {
    const driver = drivers[format];
    return driver === undefined ? [] : [{ ...driver, format }];
  });
}
