import type { Artifact } from '@bonded/database';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';

type Counters = Pick<
  Artifact,
  'criticalCount' | 'highCount' | 'mediumCount' | 'lowCount' | 'malwareCount'
>;

/**
 * The counters of the last finished scan: they lie in the artifact's own row, so no list joins
 * findings.
 */
export const FindingCounts = builder.objectRef<Counters>('FindingCounts').implement({
  fields: (t) => ({
    critical: t.exposeInt('criticalCount', visible),
    high: t.exposeInt('highCount', visible),
    medium: t.exposeInt('mediumCount', visible),
    low: t.exposeInt('lowCount', visible),
    malware: t.exposeInt('malwareCount', visible),
  }),
});

export const counters = {
  criticalCount: true,
  highCount: true,
  mediumCount: true,
  lowCount: true,
  malwareCount: true,
} as const;
