import { printReport, readOptions } from './load-report.ts';
import { BodySender } from './send-body.ts';

/** One tus upload: a POST, then a PATCH for each chunk, on one connection. */
export interface TusUploadOptions {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly sizeBytes: number;
  readonly chunkBytes: number;
}

const options = readOptions<TusUploadOptions>();
const headers = { ...options.headers, 'tus-resumable': '1.0.0' };
const metadata = Object.entries(options.metadata)
  .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
  .join(',');

await printReport(async () => {
  const sender = new BodySender();
  const { location = '' } = await sender.send({
    url: options.endpoint,
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(options.sizeBytes),
      'upload-metadata': metadata,
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
  return { operations: 1, bytes: options.sizeBytes, p99Ms: null };
});
