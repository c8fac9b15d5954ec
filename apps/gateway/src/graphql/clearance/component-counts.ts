import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import type { ComponentTally } from './tally-components.ts';

export const ComponentCounts = builder.objectRef<ComponentTally>('ComponentCounts').implement({
  fields: (t) => ({
    bundled: t.exposeInt('bundled', visible),
    dependency: t.exposeInt('dependency', visible),
    affected: t.exposeInt('affected', {
      ...visible,
      description: 'In which the newest finished scan found something.',
    }),
  }),
});
