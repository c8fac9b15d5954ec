import type { ByteScanner, Finding, ScanOutline, ScanReport, ScanSubject } from '../scanner.ts';
import { PatternSearch } from './pattern-search.ts';
import { contentRules, rulesVersion } from './rules.ts';
import { decoderFor, peek, unpack } from './unpack.ts';

/** Those of whose packages nobody keeps advisories. */
const formats: ReadonlySet<string> = new Set(['RAW', 'OCI', 'HELM']);
/** Where files are packed by their ecosystem's rules. */
const unpacks: ReadonlySet<string> = new Set(['OCI', 'HELM']);
const timeoutMsDefault = 15 * 60_000;

/**
 * Looks for the marks of known-bad content in files that no ecosystem describes: raw files, charts,
 * and the layers of images. It reads every byte once, in memory of a chunk, and what a layer or a
 * chart is packed from too. Archives inside a raw file are bytes to it: what is packed in them is
 * not seen, and other scanners answer for that.
 */
export class ContentRulesScanner implements ByteScanner {
  readonly name = 'content-rules';
  readonly looksAt = 'bytes';
  readonly timeoutMs: number;

  constructor(options: { readonly timeoutMs?: number } = {}) {
    this.timeoutMs = options.timeoutMs ?? timeoutMsDefault;
  }

  canScan(subject: ScanOutline): boolean {
    return formats.has(subject.format) && subject.files.length > 0;
  }

  async scan(subject: ScanSubject, signal: AbortSignal): Promise<ScanReport> {
    const findings: Finding[] = [];
    for (const file of subject.files) {
      const chunks = await file.open(signal);
      const found = unpacks.has(subject.format)
        ? await searchUnpacked(chunks, signal)
        : await search(chunks, signal);
      for (const index of found) findings.push(findingOf(index, file.digest));
    }
    return { scanner: this.name, databaseVersion: rulesVersion, findings, unjudged: [] };
  }
}

async function search(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const patterns = new PatternSearch(contentRules.map((rule) => rule.pattern));
  for await (const chunk of chunks) {
    signal.throwIfAborted();
    patterns.feed(chunk);
  }
  return patterns.found;
}

/** In the bytes as they are, and in what they unpack to. */
async function searchUnpacked(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<ReadonlySet<number>> {
  const { head, whole } = await peek(chunks);
  const decoder = decoderFor(head);
  if (decoder === null) return search(whole, signal);
  const asStored = new PatternSearch(contentRules.map((rule) => rule.pattern));
  const watched = async function* () {
    for await (const chunk of whole) {
      asStored.feed(chunk);
      yield chunk;
    }
  };
  const inside = await search(unpack(watched(), decoder), signal);
  return new Set([...asStored.found, ...inside]);
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
