import { createHash } from 'node:crypto';
import { type AppError, bestEffort } from '@bonded/kernel';
import { abortableBody } from './abortable-body.ts';
import { blobTooLarge, partialChecksumMismatch } from './errors.ts';
import type { AppendOptions, PartialState } from './partial-store.ts';

/** What a driver does with the bytes of one append. */
export interface AppendSink {
  /** Takes a chunk; it is the caller's again when this resolves. */
  add(chunk: Uint8Array): Promise<void>;
  /** Makes everything that was added durable and counts it. */
  keep(): Promise<PartialState>;
  /** Takes back what was added: the upload goes on where this append began. */
  drop(): Promise<void>;
  /** Gives up after a failure of the medium: the upload goes on at a durable offset. */
  abandon(): Promise<void>;
  /** Lets go of everything. Called once, last, whatever happened. */
  end(): Promise<void>;
}

/** The contract of `PartialStore.append` above any medium: what counts and what is taken back. */
export async function appendBody(
  id: string,
  options: AppendOptions,
  sink: AppendSink,
): Promise<PartialState> {
  try {
    const refusal = await receive(id, options, sink);
    if (refusal === null) return await keepOrAbandon(sink);
    await bestEffort('the refusal counts, and the offset stays durable', () => sink.drop());
    throw refusal;
  } finally {
    await sink.end();
  }
}

/**
 * Feeds the body to the sink; answers why its bytes are refused, or null. A failing body throws
 * what it threw.
 */
async function receive(
  id: string,
  options: AppendOptions,
  sink: AppendSink,
): Promise<AppError | null> {
  const { body, bytesMax, checksum, signal } = options;
  const hash = checksum === undefined ? null : createHash(checksum.algorithm);
  let receivedBytes = 0;
  try {
    for await (const chunk of abortableBody(body, signal)) {
      receivedBytes += chunk.length;
      if (receivedBytes > bytesMax) return blobTooLarge(bytesMax);
      hash?.update(chunk);
      await sink.add(chunk);
    }
  } catch (failure) {
    const isAllOrNothing = options.onlyWhole === true || checksum !== undefined;
    // Where the medium failed, keeping fails again; either way the first failure is the one to
    // tell.
    await bestEffort('the failure of the body counts', () =>
      isAllOrNothing ? sink.drop() : keepOrAbandon(sink),
    );
    throw failure;
  }
  const isRefused = hash !== null && hash.digest('base64') !== checksum?.base64;
  return isRefused ? partialChecksumMismatch(id) : null;
}

async function keepOrAbandon(sink: AppendSink): Promise<PartialState> {
  try {
    return await sink.keep();
  } catch (failure) {
    await sink.abandon();
    throw failure;
  }
}
