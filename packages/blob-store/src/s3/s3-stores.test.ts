import { ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import {
  describeBlobStore,
  describePartialStore,
  findS3Server,
  type S3TestServer,
  startS3Server,
} from '../conformance.ts';
import { openS3Stores, type S3Limits } from './open-s3-stores.ts';

const program = await findS3Server(process.env);

describe.skipIf(program === null)('on versitygw (skipped where it is not installed)', () => {
  let server: S3TestServer;

  beforeAll(async () => {
    server = await startS3Server(program ?? '');
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function prepare(limits: Partial<S3Limits> = {}) {
    const options = await server.createBucket();
    const client = new S3Client({
      ...options,
      credentials: {
        accessKeyId: options.accessKeyId,
        secretAccessKey: options.secretAccessKey.reveal(),
      },
    });
    const inBucket = { Bucket: options.bucket };
    return {
      open: () => openS3Stores(options, new AbortController().signal, limits),
      async staged() {
        const staging = { ...inBucket, Prefix: 'staging/' };
        const { Contents = [] } = await client.send(new ListObjectsV2Command(staging));
        const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand(inBucket));
        return [...Contents, ...Uploads].map(({ Key = '' }) => Key);
      },
      dispose: async () => client.destroy(),
    };
  }

  describeBlobStore('S3BlobStore', async () => {
    const medium = await prepare();
    return { ...medium, open: async () => (await medium.open()).blobs };
  });

  // Copies in parts, as blobs over 5 GiB are copied, and lists in many pages.
  describeBlobStore('S3BlobStore with small limits', async () => {
    const mebibyte = 1024 * 1024;
    const medium = await prepare({
      copyBytesMax: 6 * mebibyte,
      copyPartBytes: 6 * mebibyte,
      listPageKeys: 7,
    });
    return { ...medium, open: async () => (await medium.open()).blobs };
  });

  describePartialStore('S3PartialStore', () => prepare());

  // A state saved after each piece, and never a hash in memory: the paths that large uploads take.
  describePartialStore('S3PartialStore with small limits', () =>
    prepare({ pieceBytes: 5 * 1024 * 1024, checkpointEveryBytes: 1, liveHashesMax: 0 }),
  );
});
