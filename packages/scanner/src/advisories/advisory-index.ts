import type { Advisory, AffectedPackage } from './advisory.ts';

/** One affected package with as much of its advisory as a finding needs. */
export interface AdvisoryRow extends AffectedPackage {
  readonly advisory: Pick<
    Advisory,
    'id' | 'kind' | 'aliases' | 'summary' | 'severity' | 'score' | 'withdrawn'
  >;
}

export interface DatabaseStatus {
  /** When the newest complete import ended, or the source last said that nothing had changed. */
  readonly importedAt: Date;
  /** Names this state of the database; changes with every import. */
  readonly version: string;
  /** True where there is no advisory at all: that is no knowledge. */
  readonly isEmpty: boolean;
}

/** The imported OSV database, as the matcher asks for it. */
export interface AdvisoryIndex {
  /**
   * Every row of these packages in any order; withdrawn ones may be left out. While an import
   * runs each advisory is its old or its new self, never half of both. Names are as
   * `normalisePackageName` spells them, at most 500 and each once. Unknown names give no rows.
   */
  find(
    ecosystem: string,
    packageNames: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly AdvisoryRow[]>;

  /** Null when no import ever ended well. */
  status(signal: AbortSignal): Promise<DatabaseStatus | null>;
}
