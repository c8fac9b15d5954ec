import { defineError } from '@bonded/kernel';
import type { SettingValues } from './setting.ts';
import type { sharedSettings } from './settings.ts';

export type RuntimeConfig = SettingValues<typeof sharedSettings>;

/** Settings that are each right and do not go together. */
const configurationContradictory = defineError('invalid', 'CONFIGURATION_CONTRADICTORY');

/** What no single setting can say: which of them only make sense together. */
export function assertConsistent(config: RuntimeConfig): void {
  if (config.blobStore !== 's3') return;
  const missing = Object.entries({
    S3_BUCKET: config.s3Bucket,
    S3_ACCESS_KEY_ID: config.s3AccessKeyId,
    S3_SECRET_ACCESS_KEY: config.s3SecretAccessKey,
  }).flatMap(([name, value]) => (value === null ? [name] : []));
  if (missing.length > 0) {
    throw configurationContradictory(`BLOB_STORE is s3, which also takes ${missing.join(', ')}.`);
  }
}
