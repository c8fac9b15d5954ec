import { AppError } from '@bonded/kernel';
import type { Finding, ScanReport } from '@bonded/scanner';
import { isAtLeast } from './clear.ts';

export interface ScanOutcome {
  readonly status: 'SCANNED' | 'FAILED' | 'NOT_SCANNED';
  readonly scanner: string;
  readonly databaseVersion: string | null;
  readonly error: string | null;
  readonly findings: readonly Finding[];
}

interface AbleScanner<Subject> {
  readonly name: string;
  readonly timeoutMs: number;
  scan(subject: Subject, signal: AbortSignal): Promise<ScanReport>;
}

/** No artifact holds more findings than this; a report beyond it keeps the worst. */
const findingsMax = 5_000;

/**
 * Asks every scanner that has something to say. One that fails makes the scan FAILED, and where
 * none can speak it is NOT_SCANNED: neither is clean.
 */
export async function scanWith<Subject>(
  able: readonly AbleScanner<Subject>[],
  subject: Subject,
  signal: AbortSignal,
): Promise<ScanOutcome> {
  const scanner = able.map(({ name }) => name).join(', ');
  const nothing = { scanner, databaseVersion: null, findings: [] };
  if (able.length === 0) {
    return { ...nothing, status: 'NOT_SCANNED', error: 'No scanner knows this kind of artifact.' };
  }
  try {
    const reports: ScanReport[] = [];
    for (const each of able) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(each.timeoutMs)]);
      reports.push(await each.scan(subject, limit));
    }
    const unjudged = reports.flatMap((report) => report.unjudged.filter(isOwn));
    return {
      // "No telling" about the artifact itself is not "nothing found".
      status: unjudged.length === 0 ? 'SCANNED' : 'FAILED',
      scanner,
      databaseVersion: reports.map((report) => report.databaseVersion).join(', '),
      error: unjudged.length === 0 ? null : `Could not judge ${unjudged[0]?.componentPurl}.`,
      findings: worstFirst(reports.flatMap((report) => report.findings)).slice(0, findingsMax),
    };
  } catch (error) {
    // Shutting down is not the scan's failure: the job stays and is taken up again.
    signal.throwIfAborted();
    const message = error instanceof AppError ? error.message : 'The scanner failed.';
    return { ...nothing, status: 'FAILED', error: message };
  }
}

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => {
    if (a.kind !== b.kind) return a.kind === 'malware' ? -1 : 1;
    if (a.severity !== b.severity) return isAtLeast(a.severity, b.severity) ? -1 : 1;
    return a.advisoryId.localeCompare(b.advisoryId);
  });
}

/** Dependencies inform; the artifact and what it carries are judged. */
export function isOwn(found: Pick<Finding, 'relation'>): boolean {
  return found.relation !== 'dependency';
}
