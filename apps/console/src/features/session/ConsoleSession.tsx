'use client';

import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { createGraphqlClient } from '#lib/graphql/client.ts';
import { SessionEpoch } from '#lib/graphql/session-epoch.ts';
import { t } from '#lib/messages.ts';
import { SignInForm } from './SignInForm.tsx';
import { type Viewer, ViewerProvider } from './ViewerContext.tsx';

export interface ConsoleSessionProps {
  readonly viewer: Viewer;
  readonly children: ReactNode;
}

/**
 * The GraphQL client and the viewer for all pages. When the session ends, sign-in opens over the page and
 * keeps its forms; another person signing in there starts from a clean page.
 */
export function ConsoleSession({ viewer, children }: ConsoleSessionProps) {
  const [isOver, setIsOver] = useState(false);
  const [epoch, setEpoch] = useState(0);
  const client = useMemo(() => createGraphqlClient(() => setIsOver(true)), []);
  const resume = useCallback(async () => {
    const response = await fetch('/api/auth/session', { cache: 'no-store' });
    const session = (await response.json()) as { user?: { name?: string } };
    if (session.user?.name !== viewer.user?.username) return window.location.reload();
    setIsOver(false);
    setEpoch((before) => before + 1);
  }, [viewer]);
  return (
    <Provider value={client}>
      <ViewerProvider viewer={viewer}>
        <SessionEpoch value={epoch}>{children}</SessionEpoch>
      </ViewerProvider>
      <Dialog open={isOver} maxWidth="xs" fullWidth aria-labelledby="sign-in-again">
        <DialogTitle id="sign-in-again" variant="h2">
          {t('sign-in.again.title')}
        </DialogTitle>
        <DialogContent>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 3 }}>
            {t('sign-in.again.hint')}
          </Typography>
          <SignInForm onDone={() => void resume()} />
        </DialogContent>
      </Dialog>
    </Provider>
  );
}
