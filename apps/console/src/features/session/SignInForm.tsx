'use client';

import Alert from '@mui/material/Alert';
import TextField from '@mui/material/TextField';
import { signIn } from 'next-auth/react';
import { type SubmitEvent, useState } from 'react';
import { type MessageKey, t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Stack } from '#ui/Stack.tsx';

const sentences: Readonly<Record<string, MessageKey>> = {
  'rate-limited': 'sign-in.rate-limited',
  unavailable: 'sign-in.unavailable',
};

/** User name and password. `onDone` runs once the session cookie is set. */
export function SignInForm({ onDone }: { readonly onDone: () => void }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<MessageKey>();
  const [isRunning, setIsRunning] = useState(false);

  const submit = async (): Promise<void> => {
    setIsRunning(true);
    setProblem(undefined);
    const result = await signIn('credentials', { username, password, redirect: false });
    if (result?.ok) return onDone();
    setIsRunning(false);
    setPassword('');
    setProblem(sentences[result?.error ?? ''] ?? 'sign-in.refused');
  };

  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (!isRunning) void submit();
  };

  return (
    // Posting is the fallback of a browser whose scripts have not run yet: never a password in the address.
    <form onSubmit={onSubmit} method="post" noValidate>
      <Stack gap={16}>
        {problem ? <Alert severity="error">{t(problem)}</Alert> : null}
        <TextField
          label={t('sign-in.username')}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          autoComplete="username"
          autoFocus
          slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
        />
        <TextField
          label={t('sign-in.password')}
          type="password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          autoComplete="current-password"
        />
        <ActionButton type="submit" variant="contained" size="large" isRunning={isRunning}>
          {t('sign-in.submit')}
        </ActionButton>
      </Stack>
    </form>
  );
}
