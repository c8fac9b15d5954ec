import type { ArtifactCoordinates, PackageCoordinates, RepositoryPath } from '@bonded/kernel';
import { usageInvalid } from '../errors.ts';

/** Reads `project/repository`. Errors: CLI_USAGE_INVALID. */
export function parseRepository(text: string): RepositoryPath {
  const [project = '', repository = '', ...rest] = text.split('/');
  if (project === '' || repository === '' || rest.length > 0) {
    throw usageInvalid(`"${text}" is not a repository: say project/repository.`);
  }
  return { project, repository };
}

/** Reads `project/repository/name`, whose name may have slashes. Errors: CLI_USAGE_INVALID. */
export function parsePackage(text: string): PackageCoordinates {
  const [project = '', repository = '', ...rest] = text.split('/');
  const name = rest.join('/');
  if (project === '' || repository === '' || name === '') {
    throw usageInvalid(`"${text}" is not a package: say project/repository/name.`);
  }
  return { project, repository, name };
}

/** Reads `project/repository/name@version`. Errors: CLI_USAGE_INVALID. */
export function parseArtifact(text: string): ArtifactCoordinates {
  const { name: wanted, ...at } = parsePackage(text);
  // The first character of a scoped name is an @ too: the last one splits.
  const split = wanted.lastIndexOf('@');
  const [name, version] = [wanted.slice(0, split), wanted.slice(split + 1)];
  if (split < 1 || version === '') {
    throw usageInvalid(
      `"${text}" is not an artifact: say project/repository/name@version, or its id.`,
    );
  }
  return { ...at, name, version };
}

/** Reads `name[@version]`, as an upstream calls it. Errors: CLI_USAGE_INVALID. */
export function parseWanted(text: string): { readonly name: string; readonly version?: string } {
  // Scoped names begin with an @.
  const split = text.lastIndexOf('@');
  if (split < 1) return { name: text };
  const [name, version] = [text.slice(0, split), text.slice(split + 1)];
  if (version === '') throw usageInvalid(`"${text}" has no version behind its @.`);
  return { name, version };
}

/** Where a file or a folder of files goes: `project/repository[/path]`. */
export interface Destination extends RepositoryPath {
  readonly path: string;
}

/** Reads `project/repository[/path]`. Errors: CLI_USAGE_INVALID. */
export function parseDestination(text: string): Destination {
  const [project = '', repository = '', ...rest] = text.split('/');
  return { ...parseRepository(`${project}/${repository}`), path: rest.join('/') };
}
