import { connect } from 'node:net';
import { p95Of, printReport, readOptions } from './load-report.ts';

/**
 * Large answers, received with as little work as a client can do: into one buffer, never looked at.
 */
export interface DownloadOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  /** No download starts after this long; at least one a connection is made. */
  readonly seconds: number;
}

const bufferBytes = 1024 * 1024;
const headBytesMax = 16 * 1024;
const options = readOptions<DownloadOptions>();
const url = new URL(options.url);

function requestText(): string {
  const fields = Object.entries({ host: url.host, ...options.headers });
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

const request = requestText();

interface Progress {
  readonly latenciesMs: number[];
  bytes: number;
}

/** One connection that asks again and again until the time is over. */
function keepDownloading(deadlineMs: number): Promise<Progress> {
  const progress: Progress = { latenciesMs: [], bytes: 0 };
  let askedMs = performance.now();
  let head = '';
  let bytesLeft = -1;
  const { promise, resolve, reject } = Promise.withResolvers<Progress>();
  const buffer = Buffer.alloc(bufferBytes);
  const take = (sizeBytes: number) => {
    let bodyBytes = sizeBytes;
    if (bytesLeft < 0) {
      head += buffer.toString('latin1', 0, sizeBytes);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0 && head.length < headBytesMax) return true;
      bytesLeft = lengthOf(head.slice(0, end));
      bodyBytes = head.length - end - 4;
    }
    bytesLeft -= bodyBytes;
    progress.bytes += bodyBytes;
    if (bytesLeft > 0) return true;
    const nowMs = performance.now();
    progress.latenciesMs.push(nowMs - askedMs);
    head = '';
    bytesLeft = -1;
    askedMs = nowMs;
    if (nowMs < deadlineMs) socket.write(request);
    else socket.end(() => resolve(progress));
    return true;
  };
  const socket = connect({
    host: url.hostname,
    port: Number(url.port),
    onread: {
      buffer,
      callback: (sizeBytes) => {
        try {
          return take(sizeBytes);
        } catch (error) {
          reject(error);
          return false;
        }
      },
    },
  });
  socket.once('error', reject);
  socket.once('close', () => reject(new Error('the server closed the connection')));
  socket.write(request);
  return promise;
}

function lengthOf(head: string): number {
  const length = /^content-length: (\d+)$/im.exec(head.replaceAll('\r', ''))?.[1];
  if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
    throw new Error(`no plain answer from ${options.url}: ${head}`);
  }
  return Number(length);
}

await printReport(async () => {
  const deadlineMs = performance.now() + options.seconds * 1000;
  const all = await Promise.all(
    Array.from({ length: options.connections }, () => keepDownloading(deadlineMs)),
  );
  const latenciesMs = all.flatMap((each) => each.latenciesMs);
  return {
    operations: latenciesMs.length,
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    p95Ms: p95Of(latenciesMs),
  };
});
