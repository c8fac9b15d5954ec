import { z } from 'zod';
import { run } from '../../gateway/operation.ts';
import { parseRepository } from '../address.ts';
import type { CommandContext } from '../call.ts';

export const repositoryByPath = {
  document: `query RepositoryId($project: String!, $repository: String!) {
    repository(project: $project, slug: $repository) { id format }
  }`,
  at: 'repository',
  row: z.object({ id: z.string(), format: z.string() }),
};

/** What `project/repository` is. Errors: CLI_NOT_FOUND, CLI_USAGE_INVALID. */
export function findRepository({ client }: CommandContext, path: string) {
  return run(client, repositoryByPath, parseRepository(path));
}
