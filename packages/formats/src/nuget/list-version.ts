import { artifactNotFound, lookUpFile, yankArtifact } from '@bonded/core/artifacts';
import type { FormatCall } from '../format.ts';
import type { RouteParams } from '../route.ts';
import { parseVersion, versionKey } from './codec/package-version.ts';
import { nupkgPath } from './codec/paths.ts';

/**
 * `DELETE package/{id}/{version}`: takes a version off the lists, which is all that NuGet means by
 * deleting: who has it pinned still gets it. 204.
 */
export async function unlist(call: FormatCall, params: RouteParams): Promise<void> {
  const reason = 'Unlisted by a NuGet client.';
  await yankArtifact(call.ports, call.actor, {
    id: await artifactIdOf(call, params),
    isYanked: true,
    reason,
  });
  await call.reply.code(204).send();
}

/** `POST package/{id}/{version}`: puts it back. 200. */
export async function relist(call: FormatCall, params: RouteParams): Promise<void> {
  await yankArtifact(call.ports, call.actor, {
    id: await artifactIdOf(call, params),
    isYanked: false,
  });
  await call.reply.code(200).send();
}

async function artifactIdOf(
  call: FormatCall,
  { id = '', version: stated = '' }: RouteParams,
): Promise<string> {
  const version = parseVersion(stated);
  const file =
    version &&
    (await lookUpFile(call.ports, {
      repositoryId: call.repository.id,
      path: nupkgPath(id, versionKey(version)),
    }));
  if (file === null) throw artifactNotFound(`There is no ${id} ${stated} here.`);
  return file.artifactId;
}
