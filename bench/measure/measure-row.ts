import { setTimeout as delay } from 'node:timers/promises';
import type { LoadReport } from '../load/load-report.ts';
import type { Entry, Field, Row, Scale } from '../rows/row.ts';
import { median } from './median.ts';
import { cpuSecondsOf, peakMemoryOf, resetPeakMemory } from './processes.ts';

/** What one contestant did in one row: medians over the rounds, but for the peak. */
export interface Figures {
  readonly name: string;
  /** Operations or bytes a second, as the row counts. */
  readonly rate: number;
  readonly ratesOfRounds: readonly number[];
  readonly p95Ms: number | null;
  /** Processor time of all its processes for one operation, in milliseconds. */
  readonly cpuMs: number;
  /** The most that one of its processes held, in bytes. */
  readonly peakBytes: number;
  /** True when the load generator was busy all the time: the contestant could do more. */
  readonly isClientBound: boolean;
}

export interface RowResult {
  readonly name: string;
  readonly title: string;
  readonly unit: Row['unit'];
  readonly aim: number | null;
  readonly peerName: string;
  readonly ours: Figures;
  readonly peer: Figures | null;
}

interface Round {
  readonly report: LoadReport;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

/** Above this share of a core a single-threaded client is taken for the bottleneck. */
const clientBoundShare = 0.93;
/** Lets what one contestant left behind (dirty pages, timers) not count against the next. */
const pauseMs = 300;

/** Measures one row: a warm-up for each, then rounds in which they take turns. */
export async function measureRow(
  row: Row,
  field: Field,
  scale: Scale,
  signal: AbortSignal,
): Promise<RowResult> {
  const heat = await row.prepare(field, scale, signal);
  const entries = heat.peer === null ? [heat.ours] : [heat.ours, heat.peer];
  const rounds = new Map<Entry, Round[]>(entries.map((entry) => [entry, []]));
  for (const entry of entries) await entry.load(scale.warmUpSeconds, signal);
  for (let round = 0; round < scale.rounds; round += 1) {
    for (const entry of entries) {
      await delay(pauseMs, undefined, { signal });
      rounds.get(entry)?.push(await measureOnce(entry, scale.seconds, signal));
    }
  }
  const figuresOf = (entry: Entry) => summarise(row, entry, rounds.get(entry) ?? []);
  const { name, title, unit, aim, peerName } = row;
  return {
    ...{ name, title, unit, aim, peerName },
    ours: figuresOf(heat.ours),
    peer: heat.peer === null ? null : figuresOf(heat.peer),
  };
}

async function measureOnce(
  { contestant, load }: Entry,
  seconds: number,
  signal: AbortSignal,
): Promise<Round> {
  const { pid } = contestant;
  resetPeakMemory(pid);
  const cpuBefore = cpuSecondsOf(pid);
  const report = await load(seconds, signal);
  return { report, cpuSeconds: cpuSecondsOf(pid) - cpuBefore, peakBytes: peakMemoryOf(pid) };
}

function summarise(row: Row, entry: Entry, rounds: readonly Round[]): Figures {
  const rates = rounds.map(({ report }) => report[row.unit] / report.seconds);
  const latencies = rounds.flatMap(({ report }) => report.p95Ms ?? []);
  const shares = rounds.map(({ report }) => report.cpuSeconds / report.seconds);
  return {
    name: entry.contestant.name,
    rate: median(rates),
    ratesOfRounds: rates,
    p95Ms: latencies.length > 0 ? median(latencies) : null,
    cpuMs: median(rounds.map(({ report, cpuSeconds }) => (cpuSeconds * 1000) / report.operations)),
    peakBytes: Math.max(...rounds.map(({ peakBytes }) => peakBytes)),
    isClientBound: median(shares) >= clientBoundShare,
  };
}
