import { z } from 'zod';
import { run } from '../../gateway/operation.ts';
import { parsePackage } from '../address.ts';
import type { CommandContext } from '../call.ts';

export const sourceByPath = {
  document: `query VcsSourceId($project: String!, $repository: String!, $name: String!) {
    vcsSource(project: $project, repository: $repository, name: $name) { id }
  }`,
  at: 'vcsSource',
  row: z.object({ id: z.string() }),
};

/** What `project/repository/vendor/name` is. Errors: CLI_NOT_FOUND, CLI_USAGE_INVALID. */
export function findSource({ client }: CommandContext, path: string) {
  return run(client, sourceByPath, parsePackage(path));
}
