import { isId } from '@bonded/kernel';
import { z } from 'zod';
import { run } from '../../gateway/operation.ts';
import { parseArtifact } from '../address.ts';
import type { CommandContext } from '../call.ts';

export const artifactByPath = {
  document: `query ArtifactId(
    $project: String!, $repository: String!, $name: String!, $version: String!
  ) {
    artifact(project: $project, repository: $repository, name: $name, version: $version) { id }
  }`,
  at: 'artifact',
  row: z.object({ id: z.string() }),
};

/**
 * The id behind an id or `project/repository/name@version`.
 * Errors: CLI_NOT_FOUND, CLI_USAGE_INVALID.
 */
export async function artifactId({ client }: CommandContext, artifact: string): Promise<string> {
  if (isId(artifact)) return artifact;
  return (await run(client, artifactByPath, parseArtifact(artifact))).id;
}
