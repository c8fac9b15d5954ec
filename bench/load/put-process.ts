import { printReport, readOptions } from './load-report.ts';
import { BodySender } from './send-body.ts';

/** One body in one request. */
export interface PutOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sizeBytes: number;
}

const options = readOptions<PutOptions>();

await printReport(async () => {
  const sender = new BodySender();
  await sender.send({ ...options, method: 'PUT' });
  sender.close();
  return { operations: 1, bytes: options.sizeBytes, p95Ms: null };
});
