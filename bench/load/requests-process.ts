import autocannon from 'autocannon';
import { printReport, readOptions } from './load-report.ts';

/** Many small requests of one kind, each answered before its connection sends the next. */
export interface RequestOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
}

const options = readOptions<RequestOptions>();

await printReport(async () => {
  const result = await autocannon({
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
    p99Ms: result.latency.p99,
  };
});
