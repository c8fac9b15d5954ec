'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { SaveForm } from '#features/reading/SaveForm.tsx';
import { reasonWithout, useViewer } from '#features/session/ViewerContext.tsx';
import { type QuotaPartsFragment, UpdateQuotaDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { QuotaBar } from './QuotaBar.tsx';
import { amountOf, bytesOf } from './quota-amount.ts';

export interface QuotaFormProps {
  readonly projectId: string;
  readonly quota: QuotaPartsFragment;
}

/** What a project takes; who runs the installation says here how much it may be. */
export function QuotaForm({ projectId, quota }: QuotaFormProps) {
  const saved = amountOf(quota.limitBytes);
  const [amount, setAmount] = useState(saved);
  const { permissions } = useViewer();
  const limitBytes = bytesOf(amount);
  const isWrong = limitBytes === undefined;
  return (
    <SaveForm
      title={t('quota.title')}
      document={UpdateQuotaDocument}
      variables={{ input: { projectId, limitBytes: limitBytes ?? null } }}
      isSame={amount === saved}
      deniedReason={
        reasonWithout(permissions, 'quota:update') ?? (isWrong ? t('quota.wrong') : undefined)
      }
    >
      {(problems) => (
        <>
          <QuotaBar quota={quota} />
          <TextField
            label={t('quota.limit')}
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
            error={isWrong || 'limitBytes' in problems}
            helperText={problems['limitBytes'] ?? (isWrong ? t('quota.wrong') : t('quota.hint'))}
          />
        </>
      )}
    </SaveForm>
  );
}
