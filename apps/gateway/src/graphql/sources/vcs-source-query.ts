import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { sourcesWhere } from './sources-where.ts';
import { VcsSource } from './vcs-source.ts';

builder.queryField('vcsSource', (t) =>
  t.prismaField({
    ...visible,
    type: VcsSource,
    nullable: true,
    args: {
      project: t.arg.string({ required: true }),
      repository: t.arg.string({ required: true }),
      name: t.arg.string({ required: true }),
    },
    resolve: (query, _root, { project, repository, name }, { actor, prisma }) =>
      prisma.vcsSource.findFirst({
        ...query,
        where: {
          name: name.toLowerCase(),
          repository: { slug: repository, project: { slug: project } },
          AND: sourcesWhere(actor),
        },
      }),
  }),
);
