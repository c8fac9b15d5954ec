/** What is known against a version, as NuGet's documents say it. */
export interface KnownVulnerability {
  readonly url: string;
  /** 0 low, 1 moderate, 2 high, 3 critical. */
  readonly severity: number;
}

interface Advisory {
  readonly packageName: string;
  readonly url: string;
  readonly severity: keyof typeof severities;
  readonly versions: readonly string[];
}

/** NuGet has no word for an advisory that is not rated: it is told as the lowest. */
const severities = { none: 0, low: 0, medium: 1, high: 2, critical: 3 } as const;

export function vulnerabilityOf({
  url,
  severity,
}: Pick<Advisory, 'url' | 'severity'>): KnownVulnerability {
  return { url, severity: severities[severity] };
}

type Entry = KnownVulnerability & { readonly versions: string };

/** What a page says of packages: by lower-case id, one entry for each stretch of versions. */
export function vulnerabilityEntries(
  advisories: readonly Advisory[],
): readonly (readonly [name: string, entries: readonly Entry[]])[] {
  const byName = Map.groupBy(advisories, ({ packageName }) => packageName.toLowerCase());
  return [...byName].map(([name, its]) => [name, its.flatMap(entriesOf)]);
}

function entriesOf(advisory: Advisory): readonly Entry[] {
  const known = vulnerabilityOf(advisory);
  return advisory.versions.map((stretch) => ({ ...known, versions: rangeOf(stretch) }));
}

/** NuGet reads "all versions" only with the blank. */
function rangeOf(stretch: string): string {
  return stretch === '(,)' ? '(, )' : stretch;
}
