import { DetailedError, Upload } from 'tus-js-client';
import { limits } from '#lib/limits.ts';
import { endpoints } from '#lib/paths.ts';
import { consoleHeader } from '#lib/session/same-origin.ts';
import type { UploadRecord } from './upload-entry.ts';

export interface TransferEvents {
  readonly onUrl: (url: string) => void;
  readonly onProgress: (offsetBytes: number) => void;
  readonly onDone: () => void;
  readonly onFailed: (problem: string) => void;
}

/**
 * A file on its way by tus. `pause` keeps what the server has; `discard` makes the server forget
 * it.
 */
export interface Transfer {
  readonly pause: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

const headers = { [consoleHeader]: '1' };

/** Statuses that another try cannot change. A lock (423), a conflict (409) and any 5xx may pass. */
const isFinal = (status: number): boolean =>
  status >= 400 && status < 500 && status !== 409 && status !== 423 && status !== 429;

/**
 * Starts or resumes a transfer through the console's own server, in chunks, from the server's
 * offset.
 */
export function startTransfer(record: UploadRecord, file: File, events: TransferEvents): Transfer {
  const upload = new Upload(file, {
    endpoint: endpoints.uploads,
    uploadUrl: record.uploadUrl ?? null,
    chunkSize: limits.uploadChunkBytes,
    retryDelays: [...limits.uploadRetryDelaysMs],
    headers,
    metadata: {
      repository: record.repository,
      path: record.path,
      contentType: record.contentType,
    },
    // The queue keeps its own records, with a file handle beside the address.
    storeFingerprintForResuming: false,
    onUploadUrlAvailable: () => {
      if (upload.url) events.onUrl(upload.url);
    },
    onProgress: (sentBytes) => events.onProgress(sentBytes),
    onSuccess: () => events.onDone(),
    onShouldRetry: (error) => !isFinal(error.originalResponse?.getStatus() ?? 0),
    onError: (error) => events.onFailed(problemOf(error)),
  });
  upload.start();
  return {
    pause: () => upload.abort(false),
    discard: () => upload.abort(true),
  };
}

/** What the server said, in its own words, where it said anything. */
function problemOf(error: Error | DetailedError): string {
  const body = error instanceof DetailedError ? error.originalResponse?.getBody() : undefined;
  if (!body) return error.message;
  try {
    // Both servers on the way answer in one of these two shapes; anything else is shown as it is.
    const parsed = JSON.parse(body) as { message?: string; errors?: { message: string }[] };
    return parsed.errors?.[0]?.message ?? parsed.message ?? body;
  } catch {
    // Not JSON: the blob service answers tus clients in plain sentences.
    return body;
  }
}
