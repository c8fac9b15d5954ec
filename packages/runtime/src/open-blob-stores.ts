import { join } from 'node:path';
import type { BlobStore, PartialStore } from '@bonded/blob-store';
import { assert } from '@bonded/kernel';
import type { RuntimeConfig } from './config.ts';

export interface BlobStores extends AsyncDisposable {
  readonly blobs: BlobStore;
  readonly partials: PartialStore;
}

/** Opens the store that the configuration names. The other driver's code is never loaded. */
export async function openBlobStores(
  config: RuntimeConfig,
  dataDirectory: string,
  signal: AbortSignal,
): Promise<BlobStores> {
  if (config.blobStore === 'filesystem') {
    const { openFilesystemStores } = await import('@bonded/blob-store/filesystem');
    return openFilesystemStores(join(dataDirectory, 'blobs'), signal);
  }
  const { openS3Stores } = await import('@bonded/blob-store/s3');
  const { s3Bucket: bucket, s3AccessKeyId: accessKeyId, s3SecretAccessKey } = config;
  assert(bucket && accessKeyId && s3SecretAccessKey, 'the configuration was found consistent');
  return openS3Stores(
    {
      bucket,
      accessKeyId,
      secretAccessKey: s3SecretAccessKey,
      region: config.s3Region,
      forcePathStyle: config.s3ForcePathStyle,
      ...(config.s3Endpoint === null ? {} : { endpoint: config.s3Endpoint }),
    },
    signal,
  );
}
