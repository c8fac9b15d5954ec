import { z } from 'zod';
import { run } from '../../gateway/operation.ts';
import { parsePackage } from '../address.ts';
import type { CommandContext } from '../call.ts';

export const packageByPath = {
  document: `query PackageId($project: String!, $repository: String!, $name: String!) {
    package(project: $project, repository: $repository, name: $name) { id }
  }`,
  at: 'package',
  row: z.object({ id: z.string() }),
};

/** The id behind `project/repository/name`. Errors: CLI_NOT_FOUND, CLI_USAGE_INVALID. */
export async function packageId({ client }: CommandContext, path: string): Promise<string> {
  return (await run(client, packageByPath, parsePackage(path))).id;
}
