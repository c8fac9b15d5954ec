'use client';

import type { AuditPartsFragment } from '#generated/graphql.ts';
import { formatMoment } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import type { Column } from '#ui/DataTable.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { AuditDetails } from './AuditDetails.tsx';

/** One audit event in a row; everything it says is behind its button. */
export const auditColumns: readonly Column<AuditPartsFragment>[] = [
  {
    key: 'at',
    title: t('audit.at'),
    render: ({ at }) => (
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {formatMoment(at)}
      </time>
    ),
  },
  {
    key: 'actor',
    title: t('audit.actor'),
    render: ({ actorName, actorKind }) => (
      <>
        <strong>{actorName}</strong>{' '}
        {actorKind === 'USER' ? null : (
          <small style={{ color: 'var(--mui-palette-text-secondary)' }}>
            {t(`audit.actor-kind.${actorKind}`)}
          </small>
        )}
      </>
    ),
  },
  { key: 'action', title: t('audit.action'), render: ({ action }) => <code>{action}</code> },
  {
    key: 'resource',
    title: t('audit.resource'),
    breaksAnywhere: true,
    render: ({ resourceName, resourceKind }) => (
      <>
        {resourceName}{' '}
        <small style={{ color: 'var(--mui-palette-text-secondary)' }}>{resourceKind}</small>
      </>
    ),
  },
  {
    key: 'outcome',
    title: t('audit.outcome'),
    render: ({ outcome }) => (
      <Stamp
        tone={outcome === 'SUCCESS' ? 'cleared' : 'refused'}
        label={t(`audit.outcome.${outcome}`)}
      />
    ),
  },
  { key: 'ip', title: t('audit.ip'), isSecondary: true, render: ({ ip }) => <code>{ip}</code> },
  {
    key: 'details',
    title: t('audit.details'),
    isTitleHidden: true,
    align: 'right',
    render: (event) => <AuditDetails event={event} />,
  },
];
