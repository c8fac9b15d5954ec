import { findRepository } from '@bonded/core/repositories';
import { type NameAnswer as Answer, type Caller, explainName } from '@bonded/core/supply';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { NameAnswerKind } from '../enums.ts';
import { Repository } from './repository.ts';
import { selectedRepositories } from './selected-repositories.ts';

const NameAnswer = builder.objectRef<Answer>('NameAnswer').implement({
  description: 'What one repository says to a name.',
  fields: (t) => ({
    repository: t.field({
      ...visible,
      type: Repository,
      resolve: ({ repository }) => repository,
    }),
    answer: t.expose('answer', { ...visible, type: NameAnswerKind }),
    versionsCount: t.exposeInt('versionsCount', visible),
    reason: t.exposeString('reason', {
      ...visible,
      nullable: true,
      description: 'Why it was not asked, or what went wrong.',
    }),
  }),
});

builder.prismaObjectFields(Repository, (t) => ({
  nameAnswers: t.field({
    ...visible,
    type: [NameAnswer],
    description: 'Where a name would come from: who is asked for it, in order, and what they say.',
    args: {
      name: t.arg.string({ required: true }),
      asUser: t.arg.string({
        description:
          'For this user, by name: takes `binding:read` there. Left out: for the viewer.',
      }),
      asAnonymous: t.arg.boolean({ description: 'For who does not sign in.' }),
    },
    resolve: async ({ id }, { name, ...as }, context, info) => {
      const { ports, actor } = context;
      const repository = await findRepository(ports, actor, { id });
      const question = { repository, name, ...callerOf(as) };
      const answers = await explainName(ports, actor, question);
      const found = answers.map((answer) => answer.repository);
      const selected = await selectedRepositories(context, info, { found, path: ['repository'] });
      return answers.map((answer) => ({
        ...answer,
        repository: { ...answer.repository, ...selected.get(answer.repository.id) },
      }));
    },
  }),
}));

interface CallerArgs {
  readonly asUser?: string | null | undefined;
  readonly asAnonymous?: boolean | null | undefined;
}

function callerOf({ asUser, asAnonymous }: CallerArgs): { readonly as?: Caller } {
  if (asAnonymous === true) return { as: 'anonymous' };
  return asUser == null ? {} : { as: { user: asUser } };
}
