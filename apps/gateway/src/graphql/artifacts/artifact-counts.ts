import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import type { ArtifactTally } from './tally.ts';

export const ArtifactCounts = builder.objectRef<ArtifactTally>('ArtifactCounts').implement({
  fields: (t) => ({
    released: t.exposeInt('released', visible),
    quarantined: t.exposeInt('quarantined', visible),
    rejected: t.exposeInt('rejected', visible),
    totalSizeBytes: t.expose('totalSizeBytes', { ...visible, type: 'BigInt' }),
  }),
});
