import type { SourceFormat } from '@bonded/core/repositories';
import { archivePath, packageNameOf, versionAtPath } from './codec/names.ts';
import { readSourceRef } from './codec/source-ref.ts';
import { splitReference } from './codec/versions.ts';

/** Repositories of version control, as Composer itself reads them. */
export const composerSource: SourceFormat = {
  manifestPath: 'composer.json',
  nameOf: packageNameOf,
  read: readSourceRef,
  pathOf: archivePath,
  versionAt: versionAtPath,
  isState: (version) => splitReference(version).reference !== null,
};
