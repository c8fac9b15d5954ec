import { listPackageFiles, listVersions, lookUpPackage } from '@bonded/core/artifacts';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import { defineError } from '@bonded/kernel';
import type { FormatPorts } from '../format.ts';
import type { DistributionName } from './codec/file-names.ts';
import { filePath } from './codec/names.ts';
import { isSameVersion } from './codec/versions.ts';
import { readFile } from './stored-metadata.ts';

/** The release is there under another spelling of its version, which installers take for one. */
const versionSpeltOtherwise = defineError('conflict', 'PYPI_VERSION_SPELT_OTHERWISE');
/** A release has one source distribution: installers would have to choose. */
const sdistExists = defineError('conflict', 'PYPI_SDIST_EXISTS');

/** Refuses a file that stands beside others which installers could not tell from it. */
export async function requireFits(
  ports: FormatPorts,
  { id: repositoryId }: RepositoryWithProject,
  named: DistributionName,
): Promise<void> {
  const { name, version } = named;
  const target = await lookUpPackage(ports, { repositoryId, name });
  if (target === null) return;
  for (const each of await listVersions(ports, target.id)) {
    if (each.version === version || !isSameVersion(each.version, version)) continue;
    throw versionSpeltOtherwise(`${version} is here already, spelt ${each.version}.`);
  }
  if (named.kind === 'wheel') return;
  const files = await listPackageFiles(ports, target.id);
  const path = filePath(named);
  const folder = filePath({ ...named, fileName: '' });
  const other = files.find(
    (each) =>
      each.path !== path &&
      each.path.startsWith(folder) &&
      readFile(each.metadata)?.packageType === 'sdist',
  );
  if (other !== undefined) throw sdistExists(`${name} ${version} has a source distribution.`);
}
