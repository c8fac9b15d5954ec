import { z } from 'zod';
import { pageFields } from '../../gateway/listing.ts';
import { parseRepository } from '../address.ts';
import { listCommand } from '../list-command.ts';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';
import { nameStandings } from '../words.ts';

const arrival = z.object({
  at: moment,
  version: z.string().nullable(),
  publishedBy: z.string().nullable(),
});

const nameRow = z.object({
  name: z.string(),
  standing: z.string(),
  pattern: z.string().nullable(),
  owners: z.array(z.string()),
  hasUnseenOwner: z.boolean(),
  ours: arrival.nullable(),
  fetched: arrival.nullable(),
});

type NameRow = z.output<typeof nameRow>;

function ownersOf({ owners, hasUnseenOwner }: NameRow): string {
  return [...owners, ...(hasUnseenOwner ? ['another'] : [])].join(', ');
}

const nameOrigin: Shape<NameRow> = {
  fields: `name standing pattern owners hasUnseenOwner
    ours { at version publishedBy } fetched { at version publishedBy }`,
  row: nameRow,
  columns: [
    { title: 'name', of: ({ name }) => name },
    { title: 'standing', of: ({ standing }) => standing.toLowerCase() },
    { title: 'by', of: ({ pattern }) => pattern },
    { title: 'in', of: ownersOf },
    { title: 'ours since', of: ({ ours }) => ours && shortMoment(ours.at) },
    { title: 'published by', of: ({ ours }) => ours?.publishedBy ?? null },
    { title: 'fetched', of: ({ fetched }) => fetched && shortMoment(fetched.at) },
  ],
};

export const repositoryNames = listCommand({
  usage: 'names <project/repository>',
  says: 'List whose the names of a proxy are: ours, from outside, or both',
  options: [
    { flags: '--search <text>', says: 'only those with this in them' },
    { flags: '--standing <standing>', says: 'only those of one', choices: nameStandings },
  ],
  shape: nameOrigin,
  document: `query NameOrigins(
    $project: String!, $repository: String!, $first: Int!, $after: String, $search: String,
    $standing: NameStanding
  ) {
    repository(project: $project, slug: $repository) {
      nameOrigins(first: $first, after: $after, search: $search, standing: $standing) {
        ${pageFields} nodes { ${nameOrigin.fields} }
      }
    }
  }`,
  at: 'repository.nameOrigins',
  variables: (call) => ({
    ...parseRepository(call.arg(0)),
    search: call.text('search'),
    standing: call.word('standing'),
  }),
});
