import type { IncomingMessage } from 'node:http';

export interface LingerLimits {
  readonly bytesMax: number;
  readonly timeoutMs: number;
}

export const defaultLinger: LingerLimits = { bytesMax: 64 * 1024 * 1024, timeoutMs: 10_000 };

/**
 * Reads on behind an early answer, so that a client that is still sending gets to see why it was
 * refused instead of a broken pipe. Past either limit the connection is cut. Called before the
 * answer ends: Node discards what is left over then, without end and without saying how much.
 */
export function lingerOn(request: IncomingMessage, limits: LingerLimits = defaultLinger): void {
  if (request.complete || request.destroyed || !announcesBody(request)) return;
  const cut = () => request.socket.destroy();
  const timer = setTimeout(cut, limits.timeoutMs);
  timer.unref();
  let drained = 0;
  request.on('data', (chunk: Buffer) => {
    drained += chunk.length;
    if (drained > limits.bytesMax) cut();
  });
  const settle = () => clearTimeout(timer);
  request.once('end', settle).once('close', settle).once('error', settle);
  request.resume();
}

function announcesBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}
