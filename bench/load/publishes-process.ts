import { Agent, request } from 'node:http';
import { publishBody } from '../npm/publish-body.ts';
import { p95Of, printReport, readOptions } from './load-report.ts';

/**
 * New packages, one after the other on each connection, until the time or the prepared ones are
 * over.
 */
export interface PublishOptions {
  readonly registryUrl: string;
  readonly token: string;
  /** No package has been published by this name before. */
  readonly prefix: string;
  readonly sizeBytes: number;
  readonly connections: number;
  readonly seconds: number;
}

/** More than anybody publishes in a second on such a machine. */
const preparedPerSecond = 500;
const options = readOptions<PublishOptions>();
const agent = new Agent({ keepAlive: true, maxSockets: options.connections });

interface Prepared {
  readonly name: string;
  readonly body: Buffer;
}

// Before the clock runs: packing is the client's work.
const prepared: readonly Prepared[] = Array.from(
  { length: Math.ceil(options.seconds * preparedPerSecond) },
  (_, index) => {
    const name = `${options.prefix}-${index}`;
    const release = { name, version: '1.0.0', sizeBytes: options.sizeBytes };
    return { name, body: publishBody(release, options.registryUrl) };
  },
);

function publish({ name, body }: Prepared): Promise<void> {
  return new Promise((resolve, reject) => {
    const put = request(`${options.registryUrl}/${name}`, {
      method: 'PUT',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        authorization: `Bearer ${options.token}`,
      },
    });
    put.once('error', reject).once('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.once('end', () => {
        if (response.statusCode === 201) resolve();
        else reject(new Error(`publishing answered ${response.statusCode}: ${text}`));
      });
    });
    put.end(body);
  });
}

await printReport(async () => {
  const deadlineMs = performance.now() + options.seconds * 1000;
  const waiting = prepared.values();
  const latenciesMs: number[] = [];
  const work = async () => {
    for (const each of waiting) {
      const startedMs = performance.now();
      await publish(each);
      latenciesMs.push(performance.now() - startedMs);
      if (performance.now() > deadlineMs) return;
    }
  };
  await Promise.all(Array.from({ length: options.connections }, work));
  agent.destroy();
  return {
    operations: latenciesMs.length,
    bytes: latenciesMs.length * options.sizeBytes,
    p95Ms: p95Of(latenciesMs),
  };
});
