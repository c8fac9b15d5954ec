import type { Advisory, AdvisoryRange, AffectedPackage } from './advisory.ts';
import { ecosystemOf, isPackageEcosystem, normalisePackageName } from './ecosystems.ts';
import type { OsvRecord } from './schema.ts';
import { rate } from './severity.ts';

const malwarePrefix = 'MAL-';

export interface NormalisedAdvisory {
  readonly advisory: Advisory;
  /** One entry for each statement; a package may have several, from which it is judged together. */
  readonly affected: readonly AffectedPackage[];
}

/**
 * Turns a record into what we store. Ranges of commits are left out; an entry that says nothing
 * else of one of our packages stays, empty, for it must not pass for good news. An advisory that
 * keeps no entry is still worth storing, because it may withdraw what an older import said.
 */
export function normaliseAdvisory(record: OsvRecord): NormalisedAdvisory {
  const { id, aliases, modified, summary, details } = record;
  const kind = isMalware(record) ? 'malware' : 'vulnerability';
  // OSV: severities stand either on top or at the packages; one advisory has one here, the worst.
  const stated = [...record.severity, ...record.affected.flatMap(({ severity }) => severity)];
  const { severity, score } = rate(stated, record.severityLabel);
  const advisory: Advisory = {
    id,
    kind,
    aliases: [...new Set(aliases)],
    summary,
    details,
    severity: kind === 'malware' ? 'critical' : severity,
    score,
    references: record.references.flatMap(({ url }) => webAddress(url)),
    modified,
    published: record.published ?? null,
    withdrawn: record.withdrawn ?? null,
  };
  return { advisory, affected: record.affected.flatMap((entry) => affectedPackage(entry)) };
}

/** D5.3: malicious packages have ids of their own; other databases repeat them under an alias. */
function isMalware({ id, aliases }: OsvRecord): boolean {
  return [id, ...aliases].some((name) => name.startsWith(malwarePrefix));
}

function affectedPackage(entry: OsvRecord['affected'][number]): AffectedPackage[] {
  if (entry.package === undefined || entry.package === null) return [];
  const { name } = entry.package;
  const ecosystem = ecosystemOf(entry.package.ecosystem);
  const ranges = entry.ranges.flatMap(({ type, events }): AdvisoryRange[] =>
    type === 'SEMVER' || type === 'ECOSYSTEM' ? [{ type, events }] : [],
  );
  const versions = [...new Set(entry.versions)];
  const saysNothing = ranges.length === 0 && versions.length === 0;
  if (saysNothing && !(namesCommits(entry) && isPackageEcosystem(ecosystem))) return [];
  return [{ ecosystem, packageName: normalisePackageName(ecosystem, name), ranges, versions }];
}

function namesCommits({ ranges }: OsvRecord['affected'][number]): boolean {
  return ranges.some(({ type }) => type === 'GIT');
}

/** Links are shown to people: only those that a browser fetches, as it would spell them. */
function webAddress(text: string): string[] {
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? [url.href] : [];
}
