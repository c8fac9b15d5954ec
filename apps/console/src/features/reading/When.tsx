'use client';

import { formatMoment, formatRelative } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { Moment } from '#ui/Moment.tsx';

/** A moment from the gateway, or "never". */
export function When({ at }: { readonly at: string | null | undefined }) {
  if (!at)
    return <span style={{ color: 'var(--mui-palette-text-secondary)' }}>{t('field.never')}</span>;
  return <Moment at={at} says={formatRelative(at)} exactly={formatMoment(at)} />;
}
