import { S3Client } from '@aws-sdk/client-s3';
import type { Secret } from '@bonded/kernel';
import { LiveHashes } from '../live-hashes.ts';
import { Bucket } from './bucket.ts';
import { type CopyLimits, copyLimits } from './compose-object.ts';
import { S3BlobStore } from './s3-blob-store.ts';
import { S3PartialStore } from './s3-partial-store.ts';

export interface S3Options {
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Unset: Amazon's own, by region. */
  readonly endpoint?: string;
  readonly forcePathStyle: boolean;
  /**
   * Whether clients can reach the endpoint, so that a read may be redirected there. Default: yes.
   */
  readonly canRedirect?: boolean;
}

/** Figures that a test may shrink. */
export interface S3Limits extends CopyLimits {
  /**
   * At least 5 MiB, since pieces are joined by multipart copy; 10,000 of them are the largest
   * upload.
   */
  readonly pieceBytes: number;
  /** How much of a running append a crash may cost, beside the piece at hand. */
  readonly checkpointEveryBytes: number;
  /** Uploads whose unfinished hash stays in memory; others are read again when they go on. */
  readonly liveHashesMax: number;
  readonly listPageKeys: number;
}

const mebibyte = 1024 * 1024;

const s3Limits: S3Limits = {
  ...copyLimits,
  pieceBytes: 8 * mebibyte,
  checkpointEveryBytes: 64 * mebibyte,
  liveHashesMax: 1024,
  listPageKeys: 1000,
};

// A copy on the server may take minutes before it answers; a connection takes seconds or is dead.
const connectionTimeoutMs = 5_000;
const requestTimeoutMs = 300_000;
const socketsMax = 128;

export interface S3Stores extends AsyncDisposable {
  readonly blobs: S3BlobStore;
  readonly partials: S3PartialStore;
}

/** Opens both stores on one bucket, which exists and is ours alone. Several processes may do so. */
export async function openS3Stores(
  options: S3Options,
  signal: AbortSignal,
  limits: Partial<S3Limits> = {},
): Promise<S3Stores> {
  signal.throwIfAborted();
  const { liveHashesMax, listPageKeys, ...others } = { ...s3Limits, ...limits };
  const client = clientOf(options);
  const bucket = new Bucket(client, { name: options.bucket, listPageKeys });
  const liveHashes = new LiveHashes(liveHashesMax);
  const canRedirect = options.canRedirect ?? true;
  return {
    blobs: new S3BlobStore({ bucket, canRedirect, copyLimits: others }),
    partials: new S3PartialStore({ bucket, liveHashes, ...others }),
    [Symbol.asyncDispose]: async () => client.destroy(),
  };
}

function clientOf(options: S3Options): S3Client {
  const agent = { keepAlive: true, maxSockets: socketsMax };
  return new S3Client({
    region: options.region,
    forcePathStyle: options.forcePathStyle,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    credentials: {
      accessKeyId: options.accessKeyId,
      secretAccessKey: options.secretAccessKey.reveal(),
    },
    // The signature covers the SHA-256 of each body; many servers know no other checksum.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
}
