'use client';

import TextField from '@mui/material/TextField';
import { type SubmitEvent, useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { ChangePasswordDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Stack } from '#ui/Stack.tsx';
import { useToast } from '#ui/Toasts.tsx';

export interface PasswordFormProps {
  /** Whose; undefined is one's own, which needs the current password. */
  readonly userId?: string;
  readonly disabledReason?: string | undefined;
}

const empty = { current: '', next: '', again: '' };

export function PasswordForm({ userId, disabledReason }: PasswordFormProps) {
  const [draft, setDraft] = useState(empty);
  const { run, isRunning, failure } = useAct(ChangePasswordDocument);
  const toast = useToast();
  const isOwn = userId === undefined;
  const differs = draft.again !== '' && draft.next !== draft.again;
  const problems = failure?.fields ?? {};

  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (isRunning || disabledReason || draft.next !== draft.again) return;
    const target = isOwn ? { currentPassword: draft.current } : { userId };
    const { data } = await run({ input: { ...target, newPassword: draft.next } });
    if (!data) return;
    setDraft(empty);
    toast({
      tone: 'success',
      text: t(isOwn ? 'profile.password.changed' : 'user.set-password.done'),
    });
  };

  const field = (key: keyof typeof empty, problem: string | undefined, hint?: string) => (
    <TextField
      label={t(`profile.password.${key}`)}
      type="password"
      autoComplete={key === 'current' ? 'current-password' : 'new-password'}
      value={draft[key]}
      onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
      error={problem !== undefined}
      helperText={problem ?? hint}
    />
  );

  return (
    <form onSubmit={(event) => void submit(event)} style={{ maxWidth: 420 }}>
      <Stack gap={14}>
        <FormFailure failure={failure} />
        {isOwn ? field('current', problems['currentPassword']) : null}
        {field('next', problems['newPassword'], t('user.password-hint'))}
        {field('again', differs ? t('profile.password.differs') : undefined)}
        <div>
          <ActionButton
            type="submit"
            variant="contained"
            isRunning={isRunning}
            disabledReason={disabledReason}
          >
            {t('profile.password')}
          </ActionButton>
        </div>
      </Stack>
    </form>
  );
}
