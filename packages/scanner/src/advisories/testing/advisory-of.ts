import { type NormalisedAdvisory, normaliseAdvisory } from '../normalise-advisory.ts';
import { parseRecord } from '../parse-record.ts';

/** A record's `affected` entry, in OSV's words. */
export interface AffectedEntry {
  readonly ecosystem: string;
  readonly name: string;
  readonly ranges?: readonly {
    readonly type: 'SEMVER' | 'ECOSYSTEM' | 'GIT';
    readonly events: readonly Readonly<Record<string, string>>[];
  }[];
  readonly versions?: readonly string[];
}

/** An advisory as an import would read it from a record with these entries. */
export function advisoryOf(id: string, ...entries: readonly AffectedEntry[]): NormalisedAdvisory {
  const affected = entries.map(({ ecosystem, name, ...rest }) => ({
    package: { ecosystem, name },
    ...rest,
  }));
  const record = { id, modified: '2025-11-02T09:30:00Z', summary: `About ${id}`, affected };
  const parsed = parseRecord(Buffer.from(JSON.stringify(record)));
  if ('skipped' in parsed) throw new Error(`${id} is no record: ${parsed.skipped}`);
  return normaliseAdvisory(parsed.record);
}
