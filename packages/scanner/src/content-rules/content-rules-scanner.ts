import type { Finding, Scanner, ScanReport, ScanSubject } from '../scanner.ts';
import { PatternSearch } from './pattern-search.ts';
import { contentRules, rulesVersion } from './rules.ts';

const timeoutMsDefault = 15 * 60_000;

/**
 * Looks for the marks of known-bad content in files that no ecosystem describes (raw repositories).
 * It reads every byte once, in memory of a chunk. Archives are bytes to it: what is packed inside
 * one is not seen, and other scanners answer for that.
 */
export class ContentRulesScanner implements Scanner {
  readonly name = 'content-rules';
  readonly timeoutMs: number;

  constructor(options: { readonly timeoutMs?: number } = {}) {
    this.timeoutMs = options.timeoutMs ?? timeoutMsDefault;
  }

  canScan(subject: ScanSubject): boolean {
    return subject.format === 'RAW' && subject.files.length > 0;
  }

  async scan(subject: ScanSubject, signal: AbortSignal): Promise<ScanReport> {
    const findings: Finding[] = [];
    for (const file of subject.files) {
      const search = new PatternSearch(contentRules.map((rule) => rule.pattern));
      for await (const chunk of await file.open(signal)) {
        signal.throwIfAborted();
        search.feed(chunk);
      }
      for (const index of search.found) findings.push(findingOf(index, file.digest));
    }
    return { scanner: this.name, databaseVersion: rulesVersion, findings, unjudged: [] };
  }
}

function findingOf(index: number, digest: string): Finding {
  const rule = contentRules[index];
  if (rule === undefined) throw new RangeError('the search finds only patterns it was given');
  return {
    kind: 'malware',
    advisoryId: rule.id,
    aliases: [],
    componentPurl: `pkg:generic/file?checksum=sha256:${digest}`,
    severity: 'critical',
    score: null,
    title: rule.title,
    fixedIn: [],
    relation: 'self',
  };
}
