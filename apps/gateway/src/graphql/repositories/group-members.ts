import { can } from '@bonded/core/access';
import { listMembers, placeOfRepository } from '@bonded/core/repositories';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Repository } from './repository.ts';
import { selectedRepositories } from './selected-repositories.ts';

builder.prismaObjectFields(Repository, (t) => ({
  members: t.field({
    ...visible,
    type: [Repository],
    description: 'Of a group: what it shows, in its order, as far as the viewer may see it.',
    resolve: async ({ id }, _args, context, info) => {
      const found = await listMembers(context.ports, context.actor, id);
      const selected = await selectedRepositories(context, info, { found });
      return found.map((member) => selected.get(member.id) ?? member);
    },
  }),
  writeTarget: t.field({
    ...visible,
    type: Repository,
    nullable: true,
    description:
      'Of a group: the member that is published to through it, if the viewer may see it.',
    select: { writeTarget: true },
    resolve: ({ writeTarget }, _args, { actor }) => {
      const isShown =
        writeTarget !== null && can(actor, 'repository:read', placeOfRepository(writeTarget));
      return isShown ? writeTarget : null;
    },
  }),
}));
