import { Readable } from 'node:stream';
import type { Actor } from '@bonded/core/access';
import {
  appendUpload,
  type CompleteUploadPorts,
  completeUpload,
  createUpload,
  type UploadClaim,
  withUploadLock,
} from '@bonded/core/uploads';
import type { Upload } from '@bonded/database';
import type { Warehouse } from './warehouse.ts';

export interface UploadWish {
  /** `project/repository`. */
  readonly repository?: string;
  readonly path?: string;
  readonly sizeBytes?: number | null;
  readonly expectedDigest?: string | null;
}

/** Opens an upload with its partial, as the blob service does; into `harbour/crates` by default. */
export async function openUpload(
  { ports, signal }: Warehouse,
  actor: Actor,
  wish: UploadWish = {},
): Promise<Upload> {
  const { repository = 'harbour/crates', path = 'big.bin' } = wish;
  const { sizeBytes = 10, expectedDigest = null } = wish;
  const upload = await createUpload(ports, actor, {
    repository,
    path,
    sizeBytes,
    expectedDigest,
    contentType: null,
    metadata: {},
    isPartial: false,
    concatOf: [],
  });
  await ports.partials.create(upload.id, signal);
  return upload;
}

export function underLock<Result>(
  { ports, signal }: Warehouse,
  upload: Pick<Upload, 'id'>,
  act: (claim: UploadClaim) => Promise<Result>,
): Promise<Result> {
  return withUploadLock(ports.database, { id: upload.id, signal }, act);
}

/** Appends a text at an offset, under the lock. Returns the new offset. */
export function append(
  warehouse: Warehouse,
  upload: Upload,
  { offsetBytes, text }: { readonly offsetBytes: number; readonly text: string },
): Promise<number> {
  return underLock(warehouse, upload, (claim) =>
    appendUpload(warehouse.ports, {
      upload,
      claim,
      offsetBytes,
      body: Readable.from([Buffer.from(text)]),
    }),
  );
}

/** How the raw format would complete an upload. */
export function rawPorts({ ports }: Warehouse): CompleteUploadPorts {
  return {
    database: ports.database,
    blobs: ports.blobs,
    partials: ports.partials,
    addresses: ports.addresses,
    extraDigestsOf: () => [],
    describe: ({ repository, upload, staged }) =>
      Promise.resolve({
        repository,
        name: upload.path,
        version: null,
        metadata: {},
        components: [],
        files: [{ path: upload.path, contentType: 'application/octet-stream', staged }],
      }),
  };
}

/** Reads the row again and completes it, under the lock. */
export function complete(
  warehouse: Warehouse,
  actor: Actor,
  id: string,
  ports: CompleteUploadPorts = rawPorts(warehouse),
) {
  return underLock(warehouse, { id }, async (claim) => {
    const upload = await ports.database.prisma.upload.findUniqueOrThrow({ where: { id } });
    return completeUpload(ports, actor, { upload, claim });
  });
}
