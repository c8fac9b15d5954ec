import { z } from 'zod';
import { run } from '../../gateway/operation.ts';
import type { CommandContext } from '../call.ts';

export const projectBySlug = {
  document: 'query ProjectId($slug: String!) { project(slug: $slug) { id } }',
  at: 'project',
  row: z.object({ id: z.string() }),
};

/** The id behind a slug. Errors: CLI_NOT_FOUND. */
export async function projectId({ client }: CommandContext, slug: string): Promise<string> {
  return (await run(client, projectBySlug, { slug })).id;
}
