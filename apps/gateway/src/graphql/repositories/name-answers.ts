import { findRepository } from '@bonded/core/repositories';
import { type NameAnswer as Answer, explainName } from '@bonded/core/supply';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { NameAnswerKind } from '../enums.ts';
import { Repository } from './repository.ts';

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
    args: { name: t.arg.string({ required: true }) },
    resolve: async ({ id }, { name }, { ports, actor }) => {
      const repository = await findRepository(ports, actor, { id });
      return [...(await explainName(ports, actor, { repository, name }))];
    },
  }),
}));
