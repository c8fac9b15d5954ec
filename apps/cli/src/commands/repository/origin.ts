import { z } from 'zod';
import { listingOf } from '../../gateway/listing.ts';
import { run } from '../../gateway/operation.ts';
import { parseRepository } from '../address.ts';
import type { Command } from '../command.ts';
import { listingOfAll, printListing } from '../list-command.ts';
import { placeName, repositoryPlace } from '../place.ts';
import type { Shape } from '../shape.ts';

const answerRow = z.object({
  repository: repositoryPlace.row.extend({ kind: z.string() }),
  answer: z.string(),
  versionsCount: z.number(),
  reason: z.string().nullable(),
});

const nameAnswer: Shape<z.output<typeof answerRow>> = {
  fields: 'repository { slug kind project { slug } } answer versionsCount reason',
  row: answerRow,
  columns: [
    { title: 'repository', of: ({ repository }) => placeName(repository) },
    { title: 'kind', of: ({ repository }) => repository.kind.toLowerCase() },
    { title: 'says', of: ({ answer }) => answer.toLowerCase() },
    { title: 'versions', of: ({ versionsCount }) => versionsCount },
    { title: 'why', of: ({ reason }) => reason },
  ],
};

const nameAnswers = {
  document: `query NameAnswers(
    $project: String!, $repository: String!, $name: String!, $asUser: String, $asAnonymous: Boolean
  ) {
    repository(project: $project, slug: $repository) {
      nameAnswers(name: $name, asUser: $asUser, asAnonymous: $asAnonymous) { ${nameAnswer.fields} }
    }
  }`,
  at: 'repository.nameAnswers',
  row: z.array(answerRow),
};

export const repositoryOrigin: Command = {
  usage: 'origin <project/repository> <name>',
  says: 'Say where a package would come from: who is asked for it, in order, and what they say',
  options: [
    { flags: '--as <user>', says: 'for this user, if you may see who has which role' },
    { flags: '--as-anonymous', says: 'for who does not sign in' },
  ],
  answer: listingOf(answerRow),
  operations: [nameAnswers],
  run: async (call) => {
    const variables = {
      ...parseRepository(call.arg(0)),
      name: call.arg(1),
      asUser: call.text('as'),
      asAnonymous: call.choice('asAnonymous'),
    };
    const answers = await run(call.context.client, nameAnswers, variables);
    printListing(call, listingOfAll(answers), nameAnswer.columns);
  },
};
