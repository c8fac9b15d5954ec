import { Agent, get } from 'node:http';
import { p95Of, printReport, readOptions } from './load-report.ts';

/** Chains of addresses, each asked once: the answers of a chain in its order, chains at once. */
export interface EachOnceOptions {
  /** As a client asks them: what a package is, then its file. */
  readonly chains: readonly (readonly string[])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
}

const { chains, headers, connections } = readOptions<EachOnceOptions>();
const agent = new Agent({ keepAlive: true, maxSockets: connections });

/** Receives an answer and gives its size in bytes; whatever is not 200 is thrown. */
function receive(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { ...headers } }, (response) => {
      let sizeBytes = 0;
      response.on('data', (chunk: Buffer) => {
        sizeBytes += chunk.length;
      });
      response.once('error', reject).once('end', () => {
        if (response.statusCode === 200) resolve(sizeBytes);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    }).once('error', reject);
  });
}

await printReport(async () => {
  const waiting = chains.values();
  const latenciesMs: number[] = [];
  let bytes = 0;
  const work = async () => {
    for (const chain of waiting) {
      const startedMs = performance.now();
      for (const url of chain) bytes += await receive(url);
      latenciesMs.push(performance.now() - startedMs);
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  agent.destroy();
  return { operations: latenciesMs.length, bytes, p95Ms: p95Of(latenciesMs) };
});
