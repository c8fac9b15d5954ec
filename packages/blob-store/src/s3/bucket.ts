import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { assert } from '@bonded/kernel';
import type { ByteRange, PresignOptions } from '../blob-store.ts';
import { ObjectChunks } from './object-chunks.ts';
import { isAbsent, isNotImplemented, isUnmet, s3Error } from './s3-error.ts';

export interface ObjectStat {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

export interface ObjectBody {
  /** The whole object's size, whatever range was asked for. */
  readonly sizeBytes: number;
  readonly etag: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** `absent`: only if the key is free. An ETag: only if the object is still that one. */
export type Condition = 'absent' | { readonly etag: string };

export interface BucketOptions {
  readonly name: string;
  /** How many keys a request for a list asks for: at most 1,000 on Amazon S3. */
  readonly listPageKeys: number;
}

/** One bucket: the single calls on objects, their failures in the words of the port. */
export class Bucket {
  readonly client: S3Client;
  readonly name: string;
  readonly #listPageKeys: number;
  /** Older servers do not know conditional writes; then the lock on an upload has to be enough. */
  #knowsConditions = true;

  constructor(client: S3Client, options: BucketOptions) {
    this.client = client;
    this.name = options.name;
    this.#listPageKeys = options.listPageKeys;
  }

  /** Durable when it resolves with the object's ETag; null when the condition was not met. */
  async put(
    key: string,
    body: Uint8Array,
    options: { readonly signal: AbortSignal; readonly condition?: Condition },
  ): Promise<string | null> {
    const { signal, condition } = options;
    const input: PutObjectCommandInput = { Bucket: this.name, Key: key, Body: body };
    if (condition !== undefined && this.#knowsConditions) {
      if (condition === 'absent') input.IfNoneMatch = '*';
      else input.IfMatch = condition.etag;
    }
    try {
      const { ETag } = await this.client.send(new PutObjectCommand(input), { abortSignal: signal });
      return ETag ?? '';
    } catch (error) {
      signal.throwIfAborted();
      const isRefused = isUnmet(error) || (condition !== undefined && isAbsent(error));
      if (isRefused) return null;
      if (condition === undefined || !isNotImplemented(error)) throw s3Error(error);
    }
    this.#knowsConditions = false;
    return await this.put(key, body, options);
  }

  /** Null when there is no such object. */
  async get(
    key: string,
    options: { readonly signal: AbortSignal; readonly range?: ByteRange },
  ): Promise<ObjectBody | null> {
    const { signal, range } = options;
    const Range = range === undefined ? undefined : `bytes=${range.start}-${range.end}`;
    const command = new GetObjectCommand({ Bucket: this.name, Key: key, Range });
    const answer = await this.answerOrAbsent(signal, () =>
      this.client.send(command, { abortSignal: signal }),
    );
    if (answer === null) return null;
    const { Body, ContentLength = 0, ContentRange, ETag = '' } = answer;
    assert(Body instanceof Readable, 'under Node the SDK answers with a stream');
    const chunks = new ObjectChunks(Body, ContentLength, signal);
    const total = ContentRange?.split('/')[1];
    return { sizeBytes: total === undefined ? ContentLength : Number(total), etag: ETag, chunks };
  }

  async stat(key: string, signal: AbortSignal): Promise<ObjectStat | null> {
    const command = new HeadObjectCommand({ Bucket: this.name, Key: key });
    const answer = await this.answerOrAbsent(signal, () =>
      this.client.send(command, { abortSignal: signal }),
    );
    if (answer === null) return null;
    const { ContentLength = 0, LastModified = new Date(0) } = answer;
    return { key, sizeBytes: ContentLength, modifiedAt: LastModified };
  }

  /** Idempotent. */
  async delete(key: string, signal: AbortSignal): Promise<void> {
    const command = new DeleteObjectCommand({ Bucket: this.name, Key: key });
    await this.answerOrAbsent(signal, () => this.client.send(command, { abortSignal: signal }));
  }

  /** Objects whose key begins with `prefix`, in the order of their keys, after `after`. */
  async *list(
    prefix: string,
    options: { readonly signal: AbortSignal; readonly after?: string },
  ): AsyncGenerator<ObjectStat, void, undefined> {
    const { signal, after } = options;
    let startAfter = after;
    for (;;) {
      const command = new ListObjectsV2Command({
        Bucket: this.name,
        Prefix: prefix,
        StartAfter: startAfter,
        MaxKeys: this.#listPageKeys,
      });
      const page = await this.answer(signal, () =>
        this.client.send(command, { abortSignal: signal }),
      );
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        startAfter = Key;
        yield { key: Key, sizeBytes: Size, modifiedAt: LastModified };
      }
      if (page.IsTruncated !== true) return;
    }
  }

  async presign(key: string, { expiresInMs, headers }: PresignOptions): Promise<URL> {
    const command = new GetObjectCommand({
      Bucket: this.name,
      Key: key,
      ResponseCacheControl: headers['cache-control'],
      ResponseContentDisposition: headers['content-disposition'],
      ResponseContentType: headers['content-type'],
    });
    const expiresIn = Math.max(1, Math.floor(expiresInMs / 1000));
    return new URL(await getSignedUrl(this.client, command, { expiresIn }));
  }

  /** Sends one request; an abort rejects with the signal's reason, a failure with the port's. */
  async answer<T>(signal: AbortSignal, send: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    try {
      return await send();
    } catch (error) {
      signal.throwIfAborted();
      throw s3Error(error);
    }
  }

  /** The same, where absence is an answer. */
  async answerOrAbsent<T>(signal: AbortSignal, send: () => Promise<T>): Promise<T | null> {
    signal.throwIfAborted();
    try {
      return await send();
    } catch (error) {
      signal.throwIfAborted();
      if (isAbsent(error)) return null;
      throw s3Error(error);
    }
  }
}
