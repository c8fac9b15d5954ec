'use client';

import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import type { Failure } from '#lib/errors.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Stack } from '#ui/Stack.tsx';

export interface UpstreamFormProps {
  readonly act: 'invalidate' | 'prefetch';
  readonly isRunning: boolean;
  readonly failure: Failure | undefined;
  readonly disabledReason: string | undefined;
  /** What happened, in words; nothing where it failed. */
  readonly onAsk: () => Promise<string | undefined>;
  readonly children: ReactNode;
}

/** One act on an upstream, and below it what came of it. */
export function UpstreamForm(props: UpstreamFormProps) {
  const { act, isRunning, failure, disabledReason, onAsk, children } = props;
  const [said, setSaid] = useState<string>();
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isRunning || disabledReason !== undefined) return;
    setSaid(undefined);
    setSaid(await onAsk());
  };
  const title = t(`upstream-act.${act}`);
  return (
    <form aria-label={title} onSubmit={(event) => void submit(event)}>
      <Stack>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t(`upstream-act.${act}.hint`)}
        </Typography>
        {children}
        <div>
          <ActionButton
            type="submit"
            variant="outlined"
            isRunning={isRunning}
            disabledReason={disabledReason}
          >
            {title}
          </ActionButton>
        </div>
        <div aria-live="polite">
          <FormFailure failure={failure} />
          {said === undefined ? null : <Alert severity="success">{said}</Alert>}
        </div>
      </Stack>
    </form>
  );
}
