import type { MavenFile } from './coordinates.ts';
import { mavenCoordinatesMismatch } from './errors.ts';
import type { Pom } from './pom.ts';

/** The pom says what the artifact is; a path that says otherwise would show people another one. */
export function requirePomAgrees(pom: Pom, file: MavenFile): void {
  const isSame = pom.version === file.baseVersion || pom.version === file.version;
  if (pom.groupId === file.groupId && pom.artifactId === file.artifactId && isSame) return;
  throw mavenCoordinatesMismatch(
    `The pom is of ${pom.groupId}:${pom.artifactId}:${pom.version}, the path of ` +
      `${file.groupId}:${file.artifactId}:${file.baseVersion}.`,
  );
}
