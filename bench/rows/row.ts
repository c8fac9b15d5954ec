import type { Contestant } from '../contestants/contestant.ts';
import type { LoadReport } from '../load/load-report.ts';
import type { GeneratorName } from '../load/run-load.ts';

/** How long and how large: the real thing, or just enough to see that everything works. */
export interface Scale {
  readonly rounds: number;
  /** Of one measurement under repeated requests. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** What a row calls 1 GiB. */
  readonly largeBytes: number;
  /** What a row calls 64 MiB. */
  readonly chunkBytes: number;
  /** What a row calls 200 versions. */
  readonly manyVersions: number;
  /** What a row calls 100 uploads. */
  readonly uploads: number;
}

export const fullScale: Scale = {
  rounds: 3,
  seconds: 2,
  warmUpSeconds: 1,
  largeBytes: 1024 ** 3,
  chunkBytes: 64 * 1024 ** 2,
  manyVersions: 200,
  uploads: 100,
};

export const quickScale: Scale = {
  rounds: 1,
  seconds: 0.5,
  warmUpSeconds: 0.1,
  largeBytes: 16 * 1024 ** 2,
  chunkBytes: 4 * 1024 ** 2,
  manyVersions: 5,
  uploads: 10,
};

/** One contestant in one row. */
export interface Entry {
  readonly contestant: Contestant;
  /** Puts load on it once. `seconds` is how long, where the load is repeated requests. */
  readonly load: (seconds: number, signal: AbortSignal) => Promise<LoadReport>;
}

export interface Heat {
  readonly ours: Entry;
  /** Null where the program is not installed. */
  readonly peer: Entry | null;
}

/** One line of the table. */
export interface Row {
  /** For `--row`. */
  readonly name: string;
  readonly title: string;
  /** What is counted: operations or bytes, each a second. */
  readonly unit: 'operations' | 'bytes';
  readonly peerName: string;
  /** Who puts the load on ours. */
  readonly generator: GeneratorName;
  /**
   * Ours divided by the peer's that we want to reach at least, or null where nothing was promised.
   */
  readonly aim: number | null;
  /** Starts whoever takes part and puts everything in its place. */
  readonly prepare: (field: Field, scale: Scale, signal: AbortSignal) => Promise<Heat>;
}

/** Where contestants come from: each is started by the first row that needs it. */
export interface Field {
  get<Kind extends Contestant>(start: (signal: AbortSignal) => Promise<Kind>): Promise<Kind>;
}
