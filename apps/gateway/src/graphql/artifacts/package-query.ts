import { packagesWhere } from '@bonded/core/access';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Package } from './package.ts';

builder.queryField('package', (t) =>
  t.prismaField({
    ...visible,
    type: Package,
    nullable: true,
    args: {
      project: t.arg.string({ required: true }),
      repository: t.arg.string({ required: true }),
      name: t.arg.string({ required: true }),
    },
    resolve: (query, _root, { project, repository, name }, { actor, prisma }) =>
      prisma.package.findFirst({
        ...query,
        where: {
          name,
          repository: { slug: repository, project: { slug: project } },
          AND: packagesWhere(actor),
        },
      }),
  }),
);
