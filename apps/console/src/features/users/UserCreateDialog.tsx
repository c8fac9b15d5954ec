'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { CreateUserDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { type MessageKey, t } from '#lib/messages.ts';
import { FormDialog } from '#ui/FormDialog.tsx';
import { useToast } from '#ui/Toasts.tsx';

const fields = [
  { key: 'username', label: 'user.username', autoComplete: 'off' },
  { key: 'displayName', label: 'user.display-name', autoComplete: 'off' },
  { key: 'email', label: 'user.email', autoComplete: 'off' },
  { key: 'password', label: 'user.password', autoComplete: 'new-password' },
] as const satisfies readonly { key: string; label: MessageKey; autoComplete: string }[];

export function UserCreateDialog({ onClose }: { readonly onClose: () => void }) {
  const [draft, setDraft] = useState({ username: '', displayName: '', email: '', password: '' });
  const { run, isRunning, failure } = useAct(CreateUserDocument);
  const toast = useToast();
  const problems = failure?.fields ?? {};

  const submit = async (): Promise<void> => {
    const { data } = await run({ input: { ...draft, email: draft.email || null } });
    if (!data) return;
    toast({ tone: 'success', text: t('user.created', { name: draft.displayName }) });
    onClose();
  };

  return (
    <FormDialog
      isOpen
      title={t('user.create')}
      submitLabel={t('user.create')}
      cancelLabel={t('action.cancel')}
      isRunning={isRunning}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FormFailure failure={failure} />
      {fields.map(({ key, label, autoComplete }, index) => (
        <TextField
          key={key}
          label={t(label)}
          type={key === 'password' ? 'password' : 'text'}
          autoComplete={autoComplete}
          value={draft[key]}
          onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
          error={key in problems}
          helperText={problems[key] ?? (key === 'password' ? t('user.password-hint') : undefined)}
          autoFocus={index === 0}
        />
      ))}
    </FormDialog>
  );
}
