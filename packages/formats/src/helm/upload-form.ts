import type { Readable } from 'node:stream';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { hasBoundary } from '../form-boundary.ts';
import { uploadInvalid } from './codec/errors.ts';

const partNames = ['chart', 'prov'] as const;
export type PartName = (typeof partNames)[number];

export type Taken<T> = Readonly<Partial<Record<PartName, T>>>;

/**
 * Reads ChartMuseum's form (multipart, RFC 7578): each of its files goes to `take` as it arrives,
 * one after the other. The first failure, whosever it is, ends it.
 *
 * @throws AppError `HELM_UPLOAD_INVALID`; whatever `take` throws
 */
export async function readUploadForm<T>(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  take: (name: PartName, bytes: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<Taken<T>> {
  const parser = openParser(contentType);
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  const finished = Promise.withResolvers<void>();
  const taken = new Map<PartName, Promise<T>>();
  const streams: Readable[] = [];
  const fail = (error: unknown) => failure.reject(error);
  parser.on('error', (cause) => fail(uploadInvalid('The form is not well formed.', { cause })));
  parser.on('finish', () => finished.resolve());
  parser.on('file', (name, stream) => {
    streams.push(stream);
    stream.on('error', (cause) => fail(uploadInvalid('The form is cut off.', { cause })));
    const part = partNames.find((each) => each === name);
    if (part === undefined || taken.has(part)) {
      fail(uploadInvalid('The form has another file than one "chart" and one "prov".'));
      return;
    }
    const taking = take(part, stream);
    taken.set(part, taking);
    // What is left unread would stop the form behind it.
    taking.then(() => stream.resume(), fail);
  });
  try {
    for await (const chunk of body) {
      const done = Promise.withResolvers<void>();
      parser.write(chunk, () => done.resolve());
      await Promise.race([done.promise, failure.promise]);
    }
    parser.end();
    await Promise.race([finished.promise, failure.promise]);
    const all = Promise.all([...taken].map(async ([name, taking]) => [name, await taking]));
    // The entries are of the names that were taken.
    return Object.fromEntries(await Promise.race([all, failure.promise])) as Taken<T>;
  } catch (error) {
    for (const stream of streams) stream.destroy(error instanceof Error ? error : undefined);
    parser.destroy();
    await Promise.allSettled(taken.values());
    throw error;
  }
}

function openParser(contentType: string): BusboyInstance {
  if (!hasBoundary(contentType)) throw uploadInvalid('The form says no boundary.');
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: (name, _type, fileName) => fileName !== undefined || isPartName(name),
      limits: { parts: 16, files: 3, fieldSize: 4_096 },
    });
  } catch (cause) {
    throw uploadInvalid('The form says no boundary.', { cause });
  }
}

function isPartName(name: string | undefined): boolean {
  return partNames.some((each) => each === name);
}
