export type { Advisory, AdvisoryRange, AffectedPackage, RangeEvent } from './advisory.ts';
export type { AdvisoryIndex, AdvisoryRow, DatabaseStatus } from './advisory-index.ts';
export type { AffectedVersions } from './affected-versions.ts';
export {
  type DownloadedDatabase,
  type DownloadOptions,
  downloadDatabase,
  type Validators,
} from './download-database.ts';
export {
  affectedVersionsReaderFor,
  type EcosystemName,
  isPackageEcosystem,
  normalisePackageName,
  purlOf,
  versionRangeFor,
} from './ecosystems.ts';
export {
  type DatabaseLimits,
  type DownloadLimits,
  databaseLimits,
  downloadLimits,
} from './limits.ts';
export { type NormalisedAdvisory, normaliseAdvisory } from './normalise-advisory.ts';
export { mavenOrder } from './order/maven.ts';
export { normalisePackagistVersion } from './order/packagist-version.ts';
export type { DatabaseEntry, SkipReason } from './parse-record.ts';
export { readDatabase } from './read-database.ts';
export type { OsvRecord } from './schema.ts';
export type { VersionRange } from './version-range.ts';
