import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { assert, bestEffort } from '@bonded/kernel';
import type { ByteRange } from '../blob-store.ts';
import { blobStoreUnavailable } from '../errors.ts';
import type { Bucket } from './bucket.ts';

// What Amazon S3 allows; every compatible server allows at least as much.
export const partsMax = 10_000;
export const partBytesMin = 5 * 1024 * 1024;

/** An object that is sent in parts, and that appears whole or not at all. */
export class Multipart {
  readonly #bucket: Bucket;
  readonly #key: string;
  readonly #uploadId: string;
  readonly #etags = new Map<number, string>();

  private constructor(bucket: Bucket, key: string, uploadId: string) {
    this.#bucket = bucket;
    this.#key = key;
    this.#uploadId = uploadId;
  }

  static async begin(bucket: Bucket, key: string, signal: AbortSignal): Promise<Multipart> {
    const command = new CreateMultipartUploadCommand({ Bucket: bucket.name, Key: key });
    const { UploadId } = await bucket.answer(signal, () =>
      bucket.client.send(command, { abortSignal: signal }),
    );
    assert(UploadId !== undefined, 'a multipart upload that was begun has an id');
    return new Multipart(bucket, key, UploadId);
  }

  /** Parts are numbered from 1. */
  async put(partNumber: number, body: Uint8Array, signal: AbortSignal): Promise<void> {
    const command = new UploadPartCommand({ ...this.#part(partNumber), Body: body });
    const { ETag = '' } = await this.#bucket.answer(signal, () =>
      this.#bucket.client.send(command, { abortSignal: signal }),
    );
    this.#etags.set(partNumber, ETag);
  }

  /** Has the server copy bytes of another object. */
  async copy(
    partNumber: number,
    source: { readonly key: string; readonly range: ByteRange },
    signal: AbortSignal,
  ): Promise<void> {
    const { start, end } = source.range;
    const command = new UploadPartCopyCommand({
      ...this.#part(partNumber),
      CopySource: `${this.#bucket.name}/${source.key}`,
      CopySourceRange: `bytes=${start}-${end}`,
    });
    const { CopyPartResult } = await this.#bucket.answer(signal, () =>
      this.#bucket.client.send(command, { abortSignal: signal }),
    );
    this.#etags.set(partNumber, CopyPartResult?.ETag ?? '');
  }

  /** Makes the object, which then has `sizeBytes`. */
  async complete(sizeBytes: number, signal: AbortSignal): Promise<void> {
    const parts = [...this.#etags].toSorted(([a], [b]) => a - b);
    const command = new CompleteMultipartUploadCommand({
      ...this.#upload(),
      MultipartUpload: { Parts: parts.map(([PartNumber, ETag]) => ({ PartNumber, ETag })) },
    });
    const completed = await this.#bucket.answerOrAbsent(signal, () =>
      this.#bucket.client.send(command, { abortSignal: signal }),
    );
    if (completed !== null) return;
    // The answer to an earlier try may have been lost on its way: then the object is there.
    const stat = await this.#bucket.stat(this.#key, signal);
    if (stat?.sizeBytes !== sizeBytes) {
      throw blobStoreUnavailable(new Error('a multipart upload was aborted by somebody else'));
    }
  }

  /** Forgets all parts. What fails here is taken by the sweep of old uploads. */
  async abort(): Promise<void> {
    const command = new AbortMultipartUploadCommand(this.#upload());
    await bestEffort('a sweep takes what stays', () => this.#bucket.client.send(command));
  }

  #upload() {
    return { Bucket: this.#bucket.name, Key: this.#key, UploadId: this.#uploadId };
  }

  #part(PartNumber: number) {
    return { ...this.#upload(), PartNumber };
  }
}

/** Aborts multipart uploads that were begun before a moment; answers how many. One page a call. */
export async function abortOldMultiparts(
  bucket: Bucket,
  { before, signal }: { readonly before: Date; readonly signal: AbortSignal },
): Promise<number> {
  const { client, name } = bucket;
  const { Uploads = [] } = await bucket.answer(signal, () =>
    client.send(new ListMultipartUploadsCommand({ Bucket: name }), { abortSignal: signal }),
  );
  let aborted = 0;
  for (const { Key, UploadId, Initiated } of Uploads) {
    if (Initiated === undefined || Initiated >= before) continue;
    const command = new AbortMultipartUploadCommand({ Bucket: name, Key, UploadId });
    await bucket.answer(signal, () => client.send(command, { abortSignal: signal }));
    aborted += 1;
  }
  return aborted;
}
