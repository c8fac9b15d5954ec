import autocannon, { type Options, type Result } from 'autocannon';
import { p95Of, printReport, readOptions } from './load-report.ts';

/** Many small requests of one kind, each answered before its connection sends the next. */
export interface RequestOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
}

const options = readOptions<RequestOptions>();

/** The totals, and how long each answer took: the histogram of autocannon has no p95. */
function run(load: Options): Promise<{ result: Result; latenciesMs: readonly number[] }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    result: Result;
    latenciesMs: readonly number[];
  }>();
  const latenciesMs: number[] = [];
  const running = autocannon(load, (error: unknown, result) => {
    if (error) reject(error);
    else resolve({ result, latenciesMs });
  });
  running.on('response', (_client, _status, _bytes, tookMs) => latenciesMs.push(tookMs));
  return promise;
}

await printReport(async () => {
  const { result, latenciesMs } = await run({
    url: options.url,
    headers: { ...options.headers },
    connections: options.connections,
    duration: options.seconds,
    timeout: 30,
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} refusals and ${result.errors} errors at ${options.url}`);
  }
  return {
    operations: result['2xx'],
    bytes: result.throughput.total,
    p95Ms: p95Of(latenciesMs),
  };
});
