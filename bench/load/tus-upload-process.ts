import { p95Of, printReport, readOptions } from './load-report.ts';
import { BodySender } from './send-body.ts';

/** tus uploads at once, each on one connection: a POST, then a PATCH for each chunk. */
export interface TusUploadOptions {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of the first upload; the others add their number to the last value. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly uploads: number;
  readonly sizeBytes: number;
  readonly chunkBytes: number;
}

const options = readOptions<TusUploadOptions>();
const headers = { ...options.headers, 'tus-resumable': '1.0.0' };
const metadataOf = (number: number): string =>
  Object.entries(options.metadata)
    .map(([key, value], at, all) =>
      at === all.length - 1 ? [key, `${value}${number}`] : [key, value],
    )
    .map(([key, value = '']) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');

/** Resolves with how long it took, in milliseconds. */
async function upload(number: number): Promise<number> {
  const started = performance.now();
  const sender = new BodySender();
  const { location = '' } = await sender.send({
    url: options.endpoint,
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(options.sizeBytes),
      'upload-metadata': metadataOf(number),
    },
    sizeBytes: 0,
  });
  const url = new URL(location, options.endpoint).href;
  for (let offset = 0; offset < options.sizeBytes; offset += options.chunkBytes) {
    await sender.send({
      url,
      method: 'PATCH',
      headers: {
        ...headers,
        'upload-offset': String(offset),
        'content-type': 'application/offset+octet-stream',
      },
      sizeBytes: Math.min(options.chunkBytes, options.sizeBytes - offset),
    });
  }
  sender.close();
  return performance.now() - started;
}

await printReport(async () => {
  const { uploads, sizeBytes } = options;
  const latenciesMs = await Promise.all(Array.from({ length: uploads }, (_, at) => upload(at)));
  return { operations: uploads, bytes: uploads * sizeBytes, p95Ms: p95Of(latenciesMs) };
});
