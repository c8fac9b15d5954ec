import type { ServedFormat as Served, VersionRules } from '@bonded/core/repositories';
import { anyone } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Format, RepositoryKind } from '../enums.ts';

const VersionRule = builder.enumType('VersionRule', {
  description: 'What may happen to a version once it is out.',
  values: {
    CAN_OVERWRITE: { value: 'canOverwrite' },
    CAN_DELETE: { value: 'canDelete' },
    CAN_REUSE_VERSIONS: { value: 'canReuseVersions' },
  } as const,
});

const Conventions = builder.objectRef<VersionRules>('VersionRules').implement({
  fields: (t) => ({
    canOverwrite: t.exposeBoolean('canOverwrite', anyone),
    canDelete: t.exposeBoolean('canDelete', anyone),
    canReuseVersions: t.exposeBoolean('canReuseVersions', anyone),
  }),
});

const ServedFormat = builder.objectRef<Served>('ServedFormat').implement({
  fields: (t) => ({
    format: t.expose('id', { ...anyone, type: Format }),
    kinds: t.field({ ...anyone, type: [RepositoryKind], resolve: ({ kinds }) => [...kinds] }),
    conventions: t.expose('conventions', {
      ...anyone,
      type: Conventions,
      description: 'What a new repository has unless somebody says otherwise.',
    }),
    fixed: t.field({
      ...anyone,
      type: [VersionRule],
      description: 'Rules that its clients cannot live with differently.',
      resolve: ({ fixed }) => [...fixed],
    }),
  }),
});

builder.queryField('servedFormats', (t) =>
  t.field({
    ...anyone,
    type: [ServedFormat],
    description: 'What repositories can be made of.',
    resolve: (_root, _args, { ports }) => [...ports.formats],
  }),
);
