'use client';

import Alert from '@mui/material/Alert';
import type { Failure } from '#lib/errors.ts';
import { t } from '#lib/messages.ts';

/** Inside a form: why it was refused, unless a field already says so. */
export function FormFailure({ failure }: { readonly failure: Failure | undefined }) {
  if (!failure) return null;
  const permission = failure.permission
    ? `${t('state.denied.permission')}: ${failure.permission}`
    : undefined;
  return (
    <Alert severity="error">
      {failure.message} {permission}
      {failure.requestId ? (
        <small style={{ display: 'block', opacity: 0.8 }}>
          {t('state.request-id')} {failure.requestId}
        </small>
      ) : null}
    </Alert>
  );
}
