'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { CreateUserDocument } from '#generated/graphql.ts';
import { type MessageKey, t } from '#lib/messages.ts';

const fields = [
  { key: 'username', label: 'user.username', autoComplete: 'off' },
  { key: 'displayName', label: 'user.display-name', autoComplete: 'off' },
  { key: 'email', label: 'user.email', autoComplete: 'off' },
  { key: 'password', label: 'user.password', autoComplete: 'new-password' },
] as const satisfies readonly { key: string; label: MessageKey; autoComplete: string }[];

export function UserCreateDialog({ onClose }: { readonly onClose: () => void }) {
  const [draft, setDraft] = useState({ username: '', displayName: '', email: '', password: '' });
  return (
    <ActDialog
      document={CreateUserDocument}
      variables={{ input: { ...draft, email: draft.email || null } }}
      title={t('user.create')}
      said={t('user.created', { name: draft.displayName })}
      onClose={onClose}
    >
      {(problems) =>
        fields.map(({ key, label, autoComplete }, index) => (
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
        ))
      }
    </ActDialog>
  );
}
