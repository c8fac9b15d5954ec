'use client';

import Button from '@mui/material/Button';
import { type SubmitEvent, useState } from 'react';
import { type MessageKey, t } from '#lib/messages.ts';
import { type SignInOutcome, startSession } from '#lib/session/browser-session.ts';
import { PlainField } from '#ui/PlainField.tsx';
import { Stack } from '#ui/Stack.tsx';
import styles from './SignInForm.module.css';

const sentences: Readonly<Record<Exclude<SignInOutcome, 'done'>, MessageKey>> = {
  refused: 'sign-in.refused',
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
    const outcome = await startSession(username, password);
    if (outcome === 'done') return onDone();
    setIsRunning(false);
    setPassword('');
    setProblem(sentences[outcome]);
  };

  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (!isRunning) void submit();
  };

  return (
    // Posting is the fallback of a browser whose scripts have not run yet: never a password in the
    // address.
    <form onSubmit={onSubmit} method="post" noValidate>
      <Stack gap={16}>
        {problem ? (
          <p role="alert" className={styles.problem}>
            {t(problem)}
          </p>
        ) : null}
        <PlainField
          label={t('sign-in.username')}
          value={username}
          onChange={setUsername}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
        <PlainField
          label={t('sign-in.password')}
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
        <Button type="submit" variant="contained" size="large" loading={isRunning}>
          {t('sign-in.submit')}
        </Button>
      </Stack>
    </form>
  );
}
