'use client';

import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState } from 'react';
import { CopyBlock, CopyText } from '#features/reading/CopyText.tsx';
import type { AuditPartsFragment } from '#generated/graphql.ts';
import { formatMoment } from '#lib/format.ts';
import { t } from '#lib/messages.ts';
import { FormBoxes } from '#ui/FormBoxes.tsx';

/** Everything one event says, down to its details. */
export function AuditDetails({ event }: { readonly event: AuditPartsFragment }) {
  const [isOpen, setIsOpen] = useState(false);
  const titleId = useId();
  const { sequence, action, actorName, resourceName, ip, userAgent, requestId } = event;
  const none = t('field.none');
  return (
    <>
      <Button
        size="small"
        aria-label={t('audit.show', { sequence })}
        onClick={() => setIsOpen(true)}
      >
        {t('audit.details')}
      </Button>
      <Dialog
        open={isOpen}
        onClose={() => setIsOpen(false)}
        maxWidth="md"
        fullWidth
        aria-labelledby={titleId}
      >
        <DialogTitle id={titleId} variant="h2">
          {t('audit.event', { sequence })}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <FormBoxes
            boxes={[
              { caption: t('audit.at'), value: formatMoment(event.at) },
              { caption: t('audit.actor'), value: actorName },
              { caption: t('audit.action'), value: <code>{action}</code> },
              { caption: t('audit.outcome'), value: t(`audit.outcome.${event.outcome}`) },
              { caption: t('audit.resource'), value: resourceName },
              { caption: t('audit.ip'), value: ip ?? none },
              { caption: t('audit.user-agent'), value: userAgent ?? none, isWide: true },
              {
                caption: t('audit.request'),
                value: requestId ? <CopyText text={requestId} /> : none,
                isWide: true,
              },
            ]}
          />
          <CopyBlock text={JSON.stringify(event.details, null, 2)} label={t('audit.details')} />
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setIsOpen(false)}>{t('action.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
