import type { Writable } from 'node:stream';

/**
 * Sends the chunks of a blob to a stream, each only after the one before was handed on, because a
 * chunk's memory is reused. It does not end the stream. On any failure (the source's, the stream's,
 * an abort) the stream is destroyed before this rejects: a body that was cut short must never look
 * whole, and no write may outlive its chunk.
 */
export async function writeChunks(
  chunks: AsyncIterable<Uint8Array>,
  target: Writable,
  signal: AbortSignal,
): Promise<void> {
  let interrupt: (reason: unknown) => void = () => {};
  const onClose = () => interrupt(new Error('The stream closed before the blob was sent.'));
  const onAbort = () => target.destroy();
  // A failure reaches us by the callback of the write or by `close`; its event, unheard, would end
  // the process. It may come late, so the listener is taken away only after a success.
  const onError = () => {};
  target.on('error', onError).once('close', onClose);
  signal.addEventListener('abort', onAbort, { once: true });
  const write = (chunk: Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      interrupt = reject;
      target.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  try {
    signal.throwIfAborted();
    for await (const chunk of chunks) await write(chunk);
    target.off('error', onError);
  } catch (error) {
    target.destroy();
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', onAbort);
    target.off('close', onClose);
  }
}
