'use client';

import LinearProgress from '@mui/material/LinearProgress';
import type { QuotaPartsFragment } from '#generated/graphql.ts';
import { formatBytes } from '#lib/format.ts';
import { t } from '#lib/messages.ts';

const colours = {
  LOW: 'primary',
  HIGH: 'warning',
  NEARLY_FULL: 'error',
  FULL: 'error',
} as const satisfies Record<QuotaPartsFragment['level'], string>;

/** How much of its quota a project takes, as a bar and in words. */
export function QuotaBar({ quota }: { readonly quota: QuotaPartsFragment }) {
  const { usedBytes, limitBytes, level } = quota;
  const used = formatBytes(usedBytes);
  if (limitBytes === null || limitBytes === undefined) {
    return <p style={{ margin: 0 }}>{t('quota.unlimited', { used })}</p>;
  }
  const limit = formatBytes(limitBytes);
  return (
    <div>
      <LinearProgress
        variant="determinate"
        value={Math.min(100, percentOf(quota))}
        color={colours[level]}
        aria-label={t('quota.title')}
      />
      <p style={{ margin: '6px 0 0' }}>
        {t('quota.used', { used, limit, percent: percentOf(quota) })}
      </p>
    </div>
  );
}

function percentOf({ usedBytes, limitBytes }: QuotaPartsFragment): number {
  const limit = Number(limitBytes);
  return limit === 0 ? 100 : Math.floor((Number(usedBytes) / limit) * 100);
}
