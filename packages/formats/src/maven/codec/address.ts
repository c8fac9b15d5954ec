import type { ChecksumName } from './checksum.ts';
import { fileAt, isArtifactId, isGroupId, isVersion, type MavenFile } from './coordinates.ts';
import { mavenPathInvalid } from './errors.ts';
import { isSnapshotVersion } from './snapshot-build.ts';

/** What a metadata document may be about: a path can be read as an artifact and as a group. */
export interface MetadataAddress {
  readonly path: string;
  readonly group: string | null;
  readonly package: { readonly groupId: string; readonly artifactId: string } | null;
  /** Set for the document of one snapshot; there the group is null. */
  readonly snapshot: string | null;
}

/** What stands at a path, and which checksum of it is meant, if one is. */
export type Address =
  | {
      readonly kind: 'metadata';
      readonly at: MetadataAddress;
      readonly checksum: ChecksumName | null;
    }
  | { readonly kind: 'file'; readonly file: MavenFile; readonly checksum: ChecksumName | null };

const metadataName = 'maven-metadata.xml';
const sidecar = /\.(md5|sha1|sha256|sha512)$/;

/** @throws AppError `MAVEN_PATH_INVALID` */
export function readAddress(segments: readonly string[]): Address {
  const name = segments.at(-1) ?? '';
  const end = sidecar.exec(name);
  // The pattern names them.
  const checksum = (end?.[1] ?? null) as ChecksumName | null;
  const bare = end === null ? name : name.slice(0, end.index);
  const folder = segments.slice(0, -1);
  if (bare === metadataName) return { kind: 'metadata', at: metadataAt(folder), checksum };
  return { kind: 'file', file: fileAt([...folder, bare]), checksum };
}

function metadataAt(folder: readonly string[]): MetadataAddress {
  const path = [...folder, metadataName].join('/');
  const last = folder.at(-1) ?? '';
  const isOfSnapshot = isSnapshotVersion(last) && isVersion(last) && folder.length > 2;
  const toArtifact = isOfSnapshot ? folder.slice(0, -1) : folder;
  const artifactId = toArtifact.at(-1) ?? '';
  const groupId = groupOf(toArtifact.slice(0, -1));
  const isPackage = groupId !== null && isArtifactId(artifactId);
  const address = {
    path,
    group: isOfSnapshot ? null : groupOf(folder),
    package: isPackage ? { groupId, artifactId } : null,
    snapshot: isOfSnapshot ? last : null,
  };
  if (address.group === null && address.package === null) {
    throw mavenPathInvalid('There is no group and no artifact at this path.');
  }
  return address;
}

/** A folder for each part: dots inside of one would be a second path to the same group. */
function groupOf(folder: readonly string[]): string | null {
  const groupId = folder.join('.');
  return folder.every((part) => !part.includes('.')) && isGroupId(groupId) ? groupId : null;
}
