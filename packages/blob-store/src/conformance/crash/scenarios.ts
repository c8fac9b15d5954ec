import { newId } from '@bonded/kernel';
import type { FilesystemStores } from '../../filesystem/open-filesystem-stores.ts';
import { bodyOf, brokenBody, bytesOf } from '../bodies.ts';
import type { Promises, UploadPromise } from './promises-kept.ts';

const never = new AbortController().signal;
const bytesMax = 1000;

/** Acts on the stores as a client would, and notes what was acknowledged as soon as it is. */
export type Scenario = (stores: FilesystemStores, promises: Promises) => Promise<void>;

async function publish({ blobs }: FilesystemStores, promises: Promises, bytes: Uint8Array) {
  const staged = await blobs.stage(bodyOf(bytes, 5), { signal: never, bytesMax });
  await blobs.publish(staged, never);
  promises.deleted.delete(staged.digest);
  promises.published.set(staged.digest, bytes);
  return staged.digest;
}

/** Two blobs, one of them twice, then the deletion of the other. */
const publishAndDelete: Scenario = async (stores, promises) => {
  const [first, second] = [bytesOf(30, 'first'), bytesOf(3, 'second')];
  await publish(stores, promises, first);
  const digest = await publish(stores, promises, second);
  await publish(stores, promises, first);
  promises.published.delete(digest);
  await stores.blobs.delete(digest, never);
  promises.deleted.add(digest);
};

async function create(stores: FilesystemStores, promises: Promises, bytes: Uint8Array) {
  const id = newId();
  const upload: UploadPromise = { bytes, acknowledgedBytes: null };
  promises.uploads.set(id, upload);
  await stores.partials.create(id, never);
  upload.acknowledgedBytes = 0;
  return { id, upload };
}

async function append(
  { partials }: FilesystemStores,
  { id, upload }: { readonly id: string; readonly upload: UploadPromise },
  end: number,
) {
  const offset = upload.acknowledgedBytes ?? 0;
  const body = bodyOf(upload.bytes.subarray(offset, end), 5);
  await partials.append(id, { offset, body, bytesMax, signal: never });
  upload.acknowledgedBytes = end;
}

/** Three appends, the second of them cut off in the middle, then the whole is published. */
const resumeAndPublish: Scenario = async (stores, promises) => {
  const { partials, blobs } = stores;
  const bytes = bytesOf(70, 'resumed');
  const begun = await create(stores, promises, bytes);
  const { id, upload } = begun;
  await append(stores, begun, 9);
  const failure = new Error('the connection was cut');
  const body = brokenBody(bytes.subarray(9, 40), failure);
  await partials
    .append(id, { offset: 9, body, bytesMax, signal: never })
    .catch((error: unknown) => {
      if (error !== failure) throw error;
    });
  upload.acknowledgedBytes = (await partials.stat(id, never))?.sizeBytes ?? 0;
  await append(stores, begun, 70);
  const staged = await partials.seal(id, { signal: never });
  await blobs.publish(staged, never);
  promises.published.set(staged.digest, bytes);
  upload.acknowledgedBytes = null;
  await partials.remove(id);
};

/** A wrong checksum, a body over the limit, and a part joined to itself. */
const refuseAndJoin: Scenario = async (stores, promises) => {
  const { partials } = stores;
  const bytes = bytesOf(24, 'joined');
  const part = await create(stores, promises, bytes);
  await append(stores, part, 7);
  const rest = { offset: 7, signal: never, bytesMax };
  const checksum = { algorithm: 'sha1', base64: 'AAAA' } as const;
  const refused = [
    { ...rest, body: bodyOf(bytesOf(40, 'wrong'), 5), checksum },
    { ...rest, body: bodyOf(Buffer.concat([bytes.subarray(7), bytes]), 5), bytesMax: 17 },
  ];
  for (const options of refused) await partials.append(part.id, options).catch(passRefusal);
  await append(stores, part, 24);
  const id = newId();
  const whole: UploadPromise = { bytes: Buffer.concat([bytes, bytes]), acknowledgedBytes: null };
  promises.uploads.set(id, whole);
  await partials.concat(id, [part.id, part.id], never);
  whole.acknowledgedBytes = 48;
};

function passRefusal(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'PARTIAL_CHECKSUM_MISMATCH' && code !== 'BLOB_TOO_LARGE') throw error;
}

/** A blob that is staged, and an upload that is sealed; neither is ever published. */
const abandon: Scenario = async (stores, promises) => {
  const { blobs, partials } = stores;
  await blobs.stage(bodyOf(bytesOf(20, 'abandoned'), 5), { signal: never, bytesMax });
  const begun = await create(stores, promises, bytesOf(20, 'sealed'));
  await append(stores, begun, 20);
  await partials.seal(begun.id, { signal: never, extraDigests: ['sha1'] });
};

/** Everybody at the same time, on the same directories. */
const allAtOnce: Scenario = async (stores, promises) => {
  const clients = [publishAndDelete, resumeAndPublish, refuseAndJoin, resumeAndPublish, abandon];
  await Promise.all(clients.map((act) => act(stores, promises)));
};

/** One client after the other: quick, and enough to see a broken habit. */
export const lonelyScenarios: Readonly<Record<string, Scenario>> = {
  publishAndDelete,
  resumeAndPublish,
  refuseAndJoin,
  abandon,
};

export const scenarios: Readonly<Record<string, Scenario>> = { ...lonelyScenarios, allAtOnce };
