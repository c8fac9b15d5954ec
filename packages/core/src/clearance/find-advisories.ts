import { setImmediate as breathe } from 'node:timers/promises';
import type { Severity } from '@bonded/scanner';
import { affectedVersionsReaderFor, normalisePackageName } from '@bonded/scanner/advisories';
import type { Ports } from '../ports.ts';
import { findAdvisoryRows, type StoredAdvisoryRow } from './advisory-rows.ts';

/** Names in one question to the database: small enough to let others have a turn in between. */
const batchSize = 200;

export interface FindAdvisoriesInput {
  /** In OSV's words: `npm`. */
  readonly ecosystem: string;
  /** The versions that somebody uses, by package name; null asks of all that there are. */
  readonly packages: Readonly<Record<string, readonly string[] | null>>;
}

/** What an advisory says of one of the packages that were asked about. */
export interface PackageAdvisory {
  /** As it was asked. */
  readonly packageName: string;
  readonly id: string;
  /** Where people read more. */
  readonly url: string;
  readonly title: string;
  readonly severity: Severity;
  readonly score: number | null;
  readonly publishedAt: Date | null;
  /**
   * All affected versions as requirements of the ecosystem, any of which may hold: npm joins them
   * by ` || `, Composer by `|`. Never empty.
   */
  readonly versions: readonly string[];
  /** Of the versions that were asked about, those that it affects; none where all were. */
  readonly affects: readonly string[];
  /** The same under other names, a CVE among them. */
  readonly aliases: readonly string[];
  /** Versions that it names as the first of a line without it. */
  readonly fixedIn: readonly string[];
}

/**
 * The advisories in force that affect at least one of the versions asked about, by package and id.
 * It is what we know, however old: whoever must fail closed on old knowledge scans. An ecosystem
 * that we cannot judge gives none.
 */
export async function findAdvisories(
  ports: Pick<Ports, 'database'>,
  input: FindAdvisoriesInput,
  signal: AbortSignal,
): Promise<readonly PackageAdvisory[]> {
  const asked = Object.entries(input.packages);
  const found: PackageAdvisory[] = [];
  for (let start = 0; start < asked.length; start += batchSize) {
    signal.throwIfAborted();
    const batch = asked.slice(start, start + batchSize);
    const rows = await rowsByName(ports, input.ecosystem, batch.map(nameOf));
    for (const [packageName, versions] of batch) {
      const known = rows.get(normalisePackageName(input.ecosystem, packageName)) ?? [];
      found.push(...affecting(packageName, versions && [...new Set(versions)], known));
    }
    await breathe();
  }
  return found;
}

function nameOf([name]: readonly [string, unknown]): string {
  return name;
}

async function rowsByName(
  ports: Pick<Ports, 'database'>,
  ecosystem: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredAdvisoryRow[]>> {
  // No stored name holds a NUL, and PostgreSQL refuses the question for it.
  const wanted = names
    .map((name) => normalisePackageName(ecosystem, name))
    .filter((name) => !name.includes('\0'));
  const rows = await findAdvisoryRows(ports.database, ecosystem, wanted);
  return Map.groupBy(rows, (row) => row.packageName);
}

function affecting(
  packageName: string,
  versions: readonly string[] | null,
  rows: readonly StoredAdvisoryRow[],
): readonly PackageAdvisory[] {
  return [...Map.groupBy(rows, ({ advisory }) => advisory.id).values()]
    .flatMap((statements) => {
      const [first] = statements;
      const affected = first && affectedVersionsReaderFor(first.ecosystem)?.(statements);
      if (!first || !affected || affected.requirements.length === 0) return [];
      const affects = versions?.filter((version) => affected.has(version)) ?? [];
      if (versions !== null && affects.length === 0) return [];
      const { id, severity, score, summary, publishedAt } = first.advisory;
      const title = summary === '' ? id : summary;
      const url = pageOf(first.advisory);
      const about = { packageName, id, url, title, severity, score, publishedAt };
      const fixedIn = fixesOf(statements);
      const { aliases } = first.advisory;
      return [{ ...about, versions: affected.requirements, affects, aliases, fixedIn }];
    })
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));
}

function fixesOf(statements: readonly StoredAdvisoryRow[]): readonly string[] {
  const events = statements.flatMap(({ ranges }) => ranges.flatMap((range) => range.events));
  return [...new Set(events.flatMap((event) => ('fixed' in event ? [event.fixed] : [])))];
}

/** Its own page among the references, if it names one; its permanent page otherwise. */
function pageOf({ id, references }: StoredAdvisoryRow['advisory']): string {
  const own = references.find((reference) => reference.endsWith(`/${id}`));
  return own ?? `https://osv.dev/vulnerability/${encodeURIComponent(id)}`;
}
