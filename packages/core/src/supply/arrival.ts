import type { LocatedFile, RepositoryWithProject } from '../repositories/index.ts';
import type { UpstreamSettings } from './upstream-settings.ts';

/** A file that is to come, and whence. */
export interface Arrival {
  readonly proxy: RepositoryWithProject;
  readonly upstream: UpstreamSettings;
  readonly located: LocatedFile;
}
