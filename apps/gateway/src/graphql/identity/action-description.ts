import { type Action, actionTable, allActions } from '@bonded/core/access';
import type { ScopeKind as ScopeKindName } from '@bonded/database';
import { anyone, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ScopeKind } from '../enums.ts';

const scopeKinds = {
  global: 'GLOBAL',
  project: 'PROJECT',
  repository: 'REPOSITORY',
} as const satisfies Record<string, ScopeKindName>;

const ActionDescription = builder.objectRef<{ action: Action }>('ActionDescription').implement({
  fields: (t) => ({
    action: t.exposeString('action', visible),
    scope: t.field({
      ...visible,
      type: ScopeKind,
      description: 'The narrowest place where it can be granted.',
      resolve: ({ action }) => scopeKinds[actionTable[action].scope],
    }),
    description: t.string({ ...visible, resolve: ({ action }) => actionTable[action].says }),
  }),
});

builder.queryField('actions', (t) =>
  t.field({
    ...anyone,
    type: [ActionDescription],
    resolve: () => allActions.map((action) => ({ action })),
  }),
);
