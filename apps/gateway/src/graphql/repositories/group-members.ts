import { listMembers } from '@bonded/core/repositories';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Repository } from './repository.ts';

builder.prismaObjectFields(Repository, (t) => ({
  members: t.field({
    ...visible,
    type: [Repository],
    description: 'Of a group: what it shows, in its order, as far as the viewer may see it.',
    resolve: async ({ id }, _args, { ports, actor }) => [...(await listMembers(ports, actor, id))],
  }),
}));
