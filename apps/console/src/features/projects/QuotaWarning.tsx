'use client';

import Alert from '@mui/material/Alert';
import type { QuotaPartsFragment } from '#generated/graphql.ts';
import { formatBytes } from '#lib/format.ts';
import { t } from '#lib/messages.ts';

/** Said on every page of a project, before its publishers are refused. */
export function QuotaWarning({ quota }: { readonly quota: QuotaPartsFragment | null | undefined }) {
  if (!quota || quota.level === 'LOW') return null;
  const { level, usedBytes, limitBytes } = quota;
  return (
    <div style={{ marginBottom: 16 }}>
      <Alert severity={level === 'HIGH' ? 'warning' : 'error'}>
        {t(`quota.level.${level}`, {
          used: formatBytes(usedBytes),
          limit: formatBytes(limitBytes ?? 0),
        })}
      </Alert>
    </div>
  );
}
