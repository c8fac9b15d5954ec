import type { Clock } from '@bonded/kernel';
import type { AdvisoryIndex, AdvisoryRow, DatabaseStatus } from '../advisories/advisory-index.ts';
import { matcherFor, normalisePackageName } from '../advisories/ecosystems.ts';
import { judgeComponent, type Verdict } from '../advisories/judge-component.ts';
import type { NameScanner, ScanComponent, ScanOutline, ScanReport } from '../scanner.ts';
import { scannerUnavailable, scanTooLarge } from '../scanner-errors.ts';
import { scanLimits } from './limits.ts';

export interface OsvScannerOptions {
  readonly index: AdvisoryIndex;
  readonly clock: Clock;
  /** D5.3: a database older than this answers nothing. Default 7 days. */
  readonly maxAgeMs?: number;
  readonly timeoutMs?: number;
}

const maxAgeMsDefault = 7 * 24 * 60 * 60_000;
const timeoutMsDefault = 60_000;

/** Matches components with an imported OSV database. Makes no network call. */
export class OsvScanner implements NameScanner {
  readonly name = 'osv';
  readonly looksAt = 'names';
  readonly timeoutMs: number;
  readonly #index: AdvisoryIndex;
  readonly #clock: Clock;
  readonly #maxAgeMs: number;

  constructor(options: OsvScannerOptions) {
    this.timeoutMs = options.timeoutMs ?? timeoutMsDefault;
    this.#index = options.index;
    this.#clock = options.clock;
    this.#maxAgeMs = options.maxAgeMs ?? maxAgeMsDefault;
  }

  canScan(subject: ScanOutline): boolean {
    return subject.components.some(({ ecosystem }) => matcherFor(ecosystem) !== null);
  }

  async scan(subject: ScanOutline, signal: AbortSignal): Promise<ScanReport> {
    signal.throwIfAborted();
    const { components } = subject;
    if (components.length > scanLimits.componentsMax) throw tooLarge('components');
    const { version } = await this.#trustedStatus(signal);
    const verdicts: Verdict[] = [];
    for (const batch of batches(components)) {
      signal.throwIfAborted();
      const rows = await this.#findRows(batch, signal);
      for (const component of batch) {
        verdicts.push(...judgeComponent(component, rows.get(keyOf(component)) ?? []));
      }
      if (verdicts.length > scanLimits.findingsMax) throw tooLarge('findings');
    }
    return {
      scanner: this.name,
      databaseVersion: version,
      findings: verdicts.flatMap((verdict) => ('finding' in verdict ? [verdict.finding] : [])),
      unjudged: verdicts.flatMap((verdict) => ('unjudged' in verdict ? [verdict.unjudged] : [])),
    };
  }

  /** Fails closed: a database that is missing, empty, too old or from the future says nothing. */
  async #trustedStatus(signal: AbortSignal): Promise<DatabaseStatus> {
    const status = await this.#index.status(signal);
    if (status === null || status.isEmpty) {
      throw scannerUnavailable('No OSV database was imported yet.');
    }
    const ageMs = this.#clock.now().getTime() - status.importedAt.getTime();
    if (Math.abs(ageMs) <= this.#maxAgeMs) return status;
    const details = { importedAt: status.importedAt.toISOString(), maxAgeMs: this.#maxAgeMs };
    throw scannerUnavailable('The OSV database is too old to trust.', { details });
  }

  async #findRows(
    batch: readonly ScanComponent[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly AdvisoryRow[]>> {
    const found: (readonly AdvisoryRow[])[] = [];
    const known = batch.filter(({ ecosystem }) => matcherFor(ecosystem) !== null);
    for (const [ecosystem, members] of Map.groupBy(known, (member) => member.ecosystem)) {
      const names = searchableNames(ecosystem, members);
      found.push(await this.#index.find(ecosystem, names, signal));
    }
    return Map.groupBy(found.flat(), (row) =>
      keyOf({ ecosystem: row.ecosystem, name: row.packageName }),
    );
  }
}

function tooLarge(what: 'components' | 'findings') {
  return scanTooLarge(`The artifact has more ${what} than a scan looks at.`);
}

function keyOf({ ecosystem, name }: Pick<ScanComponent, 'ecosystem' | 'name'>): string {
  return `${ecosystem}:${normalisePackageName(ecosystem, name)}`;
}

/** No stored name holds a NUL, and a database may refuse the question for it. */
function searchableNames(ecosystem: string, members: readonly ScanComponent[]): string[] {
  const names = new Set(members.map(({ name }) => normalisePackageName(ecosystem, name)));
  return [...names].filter((name) => !name.includes('\0'));
}

/** Small enough for one question each, and for the process to do something else in between. */
function* batches(components: readonly ScanComponent[]): Generator<readonly ScanComponent[]> {
  const size = scanLimits.componentsPerQueryMax;
  for (let start = 0; start < components.length; start += size) {
    yield components.slice(start, start + size);
  }
}
