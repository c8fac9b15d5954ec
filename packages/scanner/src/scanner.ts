export type Severity = 'none' | 'low' | 'medium' | 'high' | 'critical';

/** One thing inside an artifact, or the artifact itself, in the words of its ecosystem. */
export interface ScanComponent {
  /** Package URL (purl), the one name that every tool understands. */
  readonly purl: string;
  /** The OSV ecosystem: `npm`, `PyPI`, `Maven`, `NuGet`, `Go`, `Packagist`, `crates.io`. */
  readonly ecosystem: string;
  readonly name: string;
  /**
   * An exact version, or a range as the manifest states it. A range matches an advisory only if
   * every version that it allows is affected.
   */
  readonly version: string;
  readonly versionIsExact: boolean;
  readonly relation: 'self' | 'bundled' | 'dependency';
  /** As the manifest states it: an SPDX expression if the author was kind, any words if not. */
  readonly licence?: string;
}

/** What is known of a file without reading it. */
export interface ScanFileOutline {
  readonly path: string;
  readonly digest: string;
  readonly sizeBytes: number;
}

/** One file of the artifact, readable as often as needed. */
export interface ScanFile extends ScanFileOutline {
  /** From the start. A chunk is valid until the next one is asked for: its memory is used again. */
  open(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** What there is to know of an artifact before its bytes are in their place. */
export interface ScanOutline {
  /** Upper case, as the schema says it: `NPM`, `RAW`. */
  readonly format: string;
  readonly components: readonly ScanComponent[];
  readonly files: readonly ScanFileOutline[];
}

export interface ScanSubject extends ScanOutline {
  readonly files: readonly ScanFile[];
}

export interface Finding {
  /** `malware` blocks whatever the severity or score. */
  readonly kind: 'vulnerability' | 'malware';
  readonly advisoryId: string;
  readonly aliases: readonly string[];
  readonly componentPurl: string;
  readonly severity: Severity;
  /** CVSS base score 0–10, where the advisory carries one. */
  readonly score: number | null;
  readonly title: string;
  /** The versions that no longer have it, oldest first. Empty when there is none. */
  readonly fixedIn: readonly string[];
  /** `self` findings judge the artifact; those of a dependency inform. */
  readonly relation: ScanComponent['relation'];
}

/** A component about which the scanner can say nothing. That is never "clean". */
export interface UnjudgedComponent {
  readonly componentPurl: string;
  /**
   * `version-unreadable`: there are advisories for the package, and no telling whether they apply.
   */
  readonly reason: 'ecosystem-unknown' | 'version-unreadable';
  readonly relation: ScanComponent['relation'];
}

export interface ScanReport {
  readonly scanner: string;
  /**
   * Which database answered, for example the import's id and time. When an import lands during
   * the scan this is the older one, so that whoever looks for outdated scans finds this one.
   */
  readonly databaseVersion: string;
  /** In the order of the subject's components, then by advisory. One per advisory and component. */
  readonly findings: readonly Finding[];
  readonly unjudged: readonly UnjudgedComponent[];
}

interface ScannerOf<Subject extends ScanOutline> {
  readonly name: string;
  /** How long one scan may take. The caller's signal enforces it. */
  readonly timeoutMs: number;

  /** False means that this scanner has nothing to say about the subject: that is never "clean". */
  canScan(subject: ScanOutline): boolean;

  /**
   * Idempotent and safe to run at the same time. Throws `SCANNER_UNAVAILABLE` (unavailable) when
   * its database is missing or too old to trust, `SCAN_TOO_LARGE` (too-large) rather than looking
   * at a part of the subject, and the signal's reason once it is aborted.
   */
  scan(subject: Subject, signal: AbortSignal): Promise<ScanReport>;
}

/** Looks at names and versions alone: it has its answer before the bytes are stored. */
export interface NameScanner extends ScannerOf<ScanOutline> {
  readonly looksAt: 'names';
}

export interface ByteScanner extends ScannerOf<ScanSubject> {
  readonly looksAt: 'bytes';
}

/** Findings are in our words, never the tool's. */
export type Scanner = NameScanner | ByteScanner;
