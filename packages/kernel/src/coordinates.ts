/** Where something lives and what it is called there. */
export interface RepositoryPath {
  readonly project: string;
  readonly repository: string;
}

export interface PackageCoordinates extends RepositoryPath {
  /** The package name in the words of its ecosystem, for example `@scope/name`. */
  readonly name: string;
}

export interface ArtifactCoordinates extends PackageCoordinates {
  readonly version: string;
}

/** `project/repository/name@version`, for people and audit events. */
export function formatCoordinates(
  at: RepositoryPath & { name?: string; version?: string },
): string {
  const name = at.name === undefined ? '' : `/${at.name}`;
  const version = at.version === undefined ? '' : `@${at.version}`;
  return `${at.project}/${at.repository}${name}${version}`;
}
