import {
  artifactNotFound,
  deleteArtifact,
  listVersions,
  lookUpFile,
  lookUpPackage,
} from '@bonded/core/artifacts';
import type { FormatCall } from '../format.ts';
import { fileAt, isArtifactId, isGroupId, isVersion, packageNameOf } from './codec/coordinates.ts';
import { baseVersionOf } from './codec/snapshot-build.ts';

/**
 * `DELETE {group}/{artifact}/{version}`, or any file of it: the version goes as a whole. The folder
 * of a snapshot is all of its builds, a file of one the build it is of.
 */
export async function deleteVersion(call: FormatCall): Promise<void> {
  const ids = (await versionsIn(call)) ?? (await versionOfFile(call));
  if (ids.length === 0) throw artifactNotFound('There is no such version.');
  for (const id of ids) await deleteArtifact(call.ports, call.actor, { id });
  await call.reply.code(204).send();
}

/** Null where the path is no folder of a version. */
async function versionsIn({ ports, repository, segments }: FormatCall): Promise<string[] | null> {
  const [baseVersion = '', artifactId = '', ...reversedGroup] = segments.toReversed();
  const groupId = reversedGroup.toReversed().join('.');
  if (!isGroupId(groupId) || !isArtifactId(artifactId) || !isVersion(baseVersion)) return null;
  const name = packageNameOf({ groupId, artifactId });
  const found = await lookUpPackage(ports, { repositoryId: repository.id, name });
  if (found === null) return null;
  const versions = await listVersions(ports, found.id);
  const wanted = versions.filter(({ version }) => baseVersionOf(version) === baseVersion);
  return wanted.length === 0 ? null : wanted.map(({ id }) => id);
}

async function versionOfFile({ ports, repository, segments }: FormatCall): Promise<string[]> {
  const { path } = fileAt(segments);
  const file = await lookUpFile(ports, { repositoryId: repository.id, path });
  return file === null ? [] : [file.artifactId];
}
