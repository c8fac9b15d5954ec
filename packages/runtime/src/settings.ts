import { parseIpNetwork } from '@bonded/auth';
import { parseNetwork } from '@bonded/egress';
import * as read from './readers.ts';
import type { SettingTable } from './setting.ts';

function readEgressNetworks(given: string | undefined): readonly string[] {
  const networks = read.list(given);
  for (const network of networks) parseNetwork(network);
  return networks;
}

/** What gateway, worker and blob service are all told. */
export const sharedSettings = {
  databaseUrl: {
    name: 'DATABASE_URL',
    default: 'the embedded PostgreSQL',
    description: 'Where PostgreSQL 15 or newer answers.',
    secret: true,
    read: read.requiredSecret,
  },
  databasePoolMax: {
    name: 'BONDED_DATABASE_POOL_MAX',
    default: '20',
    description: 'Database connections that one process may hold.',
    read: read.wholeNumber({ fallback: 20, min: 2, max: 500 }),
  },
  redisUrl: {
    name: 'REDIS_URL',
    default: null,
    description:
      'Redis or Valkey for counters that replicas share; unset keeps them in the process.',
    secret: true,
    read: read.secret,
  },
  dataDirectory: {
    name: 'BONDED_DATA_DIR',
    default: './.bonded',
    description: 'Where blobs, keys and the embedded database live.',
    read: read.text('./.bonded'),
  },
  keyEncryptionKeyFile: {
    name: 'BONDED_KEK_FILE',
    default: '<data>/keys/kek',
    description: 'The file with the key that seals all other keys: 32 random bytes, mode 0600.',
    read: read.requiredText,
  },
  publicUrl: {
    name: 'BONDED_PUBLIC_URL',
    default: 'from the gateway port',
    description: 'The address of the gateway as clients see it.',
    read: read.address,
  },
  blobUrl: {
    name: 'BONDED_BLOB_URL',
    default: 'from the blob port',
    description: 'The address of the blob service as clients see it.',
    read: read.address,
  },
  consoleUrl: {
    name: 'BONDED_CONSOLE_URL',
    default: 'from the console port',
    description: 'The address of the console as people see it; receipts link to it.',
    read: read.address,
  },
  trustedProxies: {
    name: 'BONDED_TRUSTED_PROXIES',
    default: null,
    description: 'Networks (CIDR, comma separated) whose X-Forwarded headers are believed.',
    read: (given: string | undefined) => read.list(given).map(parseIpNetwork),
  },
  egressNetworks: {
    name: 'BONDED_EGRESS_NETWORKS',
    default: null,
    description: 'Networks (CIDR, comma separated) beside the internet that may be fetched from.',
    read: readEgressNetworks,
  },
  logLevel: {
    name: 'BONDED_LOG_LEVEL',
    default: 'info',
    description: 'How much is logged: error, warn, info or debug.',
    read: read.oneOf(['error', 'warn', 'info', 'debug'], 'info'),
  },
  blobStore: {
    name: 'BLOB_STORE',
    default: 'filesystem',
    description: 'Where blobs are kept: filesystem or s3.',
    read: read.oneOf(['filesystem', 's3'], 'filesystem'),
  },
  s3Endpoint: {
    name: 'S3_ENDPOINT',
    default: null,
    description: 'The address of the object store; unset means the vendor of the region.',
    read: read.optionalText,
  },
  s3Bucket: {
    name: 'S3_BUCKET',
    default: null,
    description: 'The bucket that holds the blobs.',
    read: read.optionalText,
  },
  s3Region: {
    name: 'S3_REGION',
    default: 'us-east-1',
    description: 'The region that requests are signed for.',
    read: read.text('us-east-1'),
  },
  s3AccessKeyId: {
    name: 'S3_ACCESS_KEY_ID',
    default: null,
    description: 'The key id for the object store.',
    read: read.optionalText,
  },
  s3SecretAccessKey: {
    name: 'S3_SECRET_ACCESS_KEY',
    default: null,
    description: 'The secret key for the object store.',
    secret: true,
    read: read.secret,
  },
  s3ForcePathStyle: {
    name: 'S3_FORCE_PATH_STYLE',
    default: 'false',
    description: 'True for object stores that are addressed by path.',
    read: read.flag(false),
  },
} as const satisfies SettingTable;
