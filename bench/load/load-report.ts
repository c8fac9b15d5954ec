/**
 * What a load generator saw. It runs in a process of its own, so that its work is not the server's.
 */
export interface LoadReport {
  readonly operations: number;
  /** Of payload, one way. */
  readonly bytes: number;
  readonly seconds: number;
  /** Latency of an operation, where there are enough of them to speak of one. */
  readonly p95Ms: number | null;
  /** Processor time that the generator itself used: near `seconds`, it was the limit. */
  readonly cpuSeconds: number;
}

/** Does the work of a generator and prints its report: the last line of its process. */
export async function printReport(
  act: () => Promise<Pick<LoadReport, 'operations' | 'bytes' | 'p95Ms'>>,
): Promise<void> {
  const cpu = process.cpuUsage();
  const startedMs = performance.now();
  const seen = await act();
  const seconds = (performance.now() - startedMs) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const report: LoadReport = { ...seen, seconds, cpuSeconds: (user + system) / 1e6 };
  console.log(JSON.stringify(report));
}

/** The options that `runLoad` passed to this process. */
export function readOptions<Options>(): Options {
  // NOTE: `runLoad` is typed by the same interface that the caller names here.
  return JSON.parse(process.argv[2] ?? '{}') as Options;
}

/** Of fewer latencies than this nobody can say what one in twenty is. */
const latenciesMin = 40;

/** The time in which 95 of 100 were answered, or null of too few. */
export function p95Of(latenciesMs: readonly number[]): number | null {
  if (latenciesMs.length < latenciesMin) return null;
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? null;
}
