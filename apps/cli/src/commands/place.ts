import type { RepositoryPath } from '@bonded/kernel';
import { z } from 'zod';
import { parseRepository } from './address.ts';

/** Which repository something is in, as every row says it. */
export const repositoryPlace = {
  fields: 'repository { slug project { slug } }',
  row: z.object({ slug: z.string(), project: z.object({ slug: z.string() }) }),
};

type RepositoryPlace = z.output<typeof repositoryPlace.row>;

/** `project/repository` */
export function placeName({ project, slug }: RepositoryPlace): string {
  return `${project.slug}/${slug}`;
}

/** What a binding or a key is narrowed to, where both may be absent. */
export const scope = {
  fields: 'project { slug } repository { slug project { slug } }',
  row: {
    project: z.object({ slug: z.string() }).nullable(),
    repository: repositoryPlace.row.nullable(),
  },
};

export function scopeName(row: {
  readonly project: { readonly slug: string } | null;
  readonly repository: RepositoryPlace | null;
}): string {
  if (row.repository !== null) return placeName(row.repository);
  return row.project?.slug ?? 'everywhere';
}

/** Reads `project` or `project/repository`; nothing where nothing was said. */
export function placeOption(text: string | undefined): Partial<RepositoryPath> {
  if (text === undefined) return {};
  return text.includes('/') ? parseRepository(text) : { project: text };
}
