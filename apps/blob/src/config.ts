import {
  assertConsistent,
  type Environment,
  read,
  readSettings,
  type SettingValues,
  sharedSettings,
} from '@bonded/runtime';

const blobSettings = {
  ...sharedSettings,
  port: {
    name: 'BONDED_BLOB_PORT',
    default: '4001',
    description: 'Where the blob service listens; 0 picks a free port.',
    read: read.port(4001),
  },
  host: {
    name: 'BONDED_BLOB_HOST',
    default: '127.0.0.1',
    description: 'The interface that the blob service listens on; 0.0.0.0 for all.',
    read: read.text('127.0.0.1'),
  },
} as const;

/** Everything the blob service reads from its environment, for the generated pages. */
export const settings = Object.values(blobSettings);

export type BlobConfig = SettingValues<typeof blobSettings>;

/** Reads the environment. All faults come at once, in one CONFIGURATION_INVALID. */
export function readConfig(environment: Environment): BlobConfig {
  const config = readSettings(blobSettings, environment);
  assertConsistent(config);
  return config;
}
