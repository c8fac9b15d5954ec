import { distributionInvalid } from './errors.ts';
import type { DistributionName } from './file-names.ts';
import { normaliseName } from './names.ts';
import { normaliseVersion } from './versions.ts';

/**
 * A folder in an archive that has to be called after its release: `{name}-{version}`.
 *
 * @throws AppError `PYPI_DISTRIBUTION_INVALID`
 */
export function requireNamedFolder(folder: string, named: DistributionName): void {
  const hyphen = folder.lastIndexOf('-');
  const name = normaliseName(folder.slice(0, Math.max(hyphen, 0)));
  const version = normaliseVersion(folder.slice(hyphen + 1).replaceAll('_', '-'));
  if (name === named.name && version === named.version) return;
  const shown = JSON.stringify(folder.slice(0, 80));
  throw distributionInvalid(`The folder ${shown} of the archive is not called after the release.`);
}
