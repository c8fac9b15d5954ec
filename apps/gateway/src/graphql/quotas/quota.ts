import { type Quota as CoreQuota, quotaLevelOf, quotaLevels } from '@bonded/core/quotas';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';

const QuotaLevel = builder.enumType('QuotaLevel', {
  description: 'How near to its limit a project is: HIGH from 80 %, NEARLY_FULL from 95 %.',
  values: quotaLevels,
});

export const Quota = builder.objectRef<CoreQuota>('Quota').implement({
  description: 'What a project holds and may hold. A blob counts once, in however many places.',
  fields: (t) => ({
    usedBytes: t.expose('usedBytes', { ...visible, type: 'BigInt' }),
    limitBytes: t.expose('limitBytes', {
      ...visible,
      type: 'BigInt',
      nullable: true,
      description: 'Null: as much as there is room for.',
    }),
    level: t.field({ ...visible, type: QuotaLevel, resolve: quotaLevelOf }),
  }),
});
