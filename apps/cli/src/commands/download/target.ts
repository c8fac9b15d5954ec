import { isId } from '@bonded/kernel';
import { parsePackage } from '../address.ts';
import { artifactId } from '../artifact/find-artifact.ts';
import type { CommandContext } from '../call.ts';
import { findRepository } from '../repository/find-repository.ts';

/**
 * Where below the gateway a file is: by the id of its artifact, by its coordinates
 * `project/repository/name@version`, or by its path in the repository, all that a raw one has.
 */
export async function addressOf(context: CommandContext, named: string): Promise<string> {
  if (isId(named)) return downloadAddress(named);
  const { project, repository, name } = parsePackage(named);
  const { format } = await findRepository(context, `${project}/${repository}`);
  if (format !== 'RAW' && isVersioned(name)) {
    return downloadAddress(await artifactId(context, named));
  }
  const path = name.split('/').map(encodeURIComponent).join('/');
  return `/${format.toLowerCase()}/${project}/${repository}/${path}`;
}

function downloadAddress(id: string): string {
  return `/api/artifacts/${id}/download`;
}

/** `@scope/name@1.0.0`; a path such as `@scope/name/-/name-1.0.0.tgz` is not. */
function isVersioned(name: string): boolean {
  const last = name.slice(name.lastIndexOf('/') + 1);
  return last.indexOf('@', 1) > 0;
}
