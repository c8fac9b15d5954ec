'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { createGraphqlClient } from '#lib/graphql/client.ts';
import { SessionEpoch } from '#lib/graphql/session-epoch.ts';
import { sessionUsername } from '#lib/session/browser-session.ts';
import { type Viewer, ViewerProvider } from './ViewerContext.tsx';

const SignInAgainDialog = dynamic(
  async () => ({ default: (await import('./SignInAgainDialog.tsx')).SignInAgainDialog }),
  { ssr: false },
);

export interface ConsoleSessionProps {
  readonly viewer: Viewer;
  readonly children: ReactNode;
}

/**
 * The GraphQL client and the viewer for all pages. When the session ends, sign-in opens over the
 * page and keeps its forms; another person signing in there starts from a clean page.
 */
export function ConsoleSession({ viewer, children }: ConsoleSessionProps) {
  const [isOver, setIsOver] = useState(false);
  const [epoch, setEpoch] = useState(0);
  const client = useMemo(() => createGraphqlClient(() => setIsOver(true)), []);
  const resume = useCallback(async () => {
    if ((await sessionUsername()) !== viewer.user?.username) return window.location.reload();
    setIsOver(false);
    setEpoch((before) => before + 1);
  }, [viewer]);
  return (
    <Provider value={client}>
      <ViewerProvider viewer={viewer}>
        <SessionEpoch value={epoch}>{children}</SessionEpoch>
      </ViewerProvider>
      {isOver ? <SignInAgainDialog onDone={() => void resume()} /> : null}
    </Provider>
  );
}
