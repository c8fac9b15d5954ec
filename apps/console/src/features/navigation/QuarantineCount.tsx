'use client';

import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { QuarantineCountDocument, QuarantineWaitingDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { type LiveState, useLive } from '#lib/graphql/use-live.ts';

export interface QuarantineSignal {
  readonly waiting: number;
  /** Grows with every change in the quarantine; a list that shows it rereads. */
  readonly changes: number;
  readonly liveState: LiveState;
  readonly isPaused: boolean;
  readonly setPaused: (isPaused: boolean) => void;
}

const still: QuarantineSignal = {
  waiting: 0,
  changes: 0,
  liveState: 'paused',
  isPaused: true,
  setPaused: () => {},
};

const SignalContext = createContext<QuarantineSignal>(still);

export const useQuarantineSignal = (): QuarantineSignal => useContext(SignalContext);

export const useQuarantineCount = (): number => useQuarantineSignal().waiting;

/**
 * One stream for the whole console: the counter in the rail and the queue's list both follow it.
 */
export function QuarantineSignalProvider({ children }: { readonly children: ReactNode }) {
  const { data, refresh } = useReading(QuarantineCountDocument, {});
  const [pushed, setPushed] = useState<number>();
  const [changes, setChanges] = useState(0);
  const [isPaused, setPaused] = useState(false);
  const onGap = useCallback(() => {
    setPushed(undefined);
    setChanges((before) => before + 1);
    refresh();
  }, [refresh]);
  const liveState = useLive(
    QuarantineWaitingDocument,
    {},
    {
      isPaused,
      onGap,
      onEvent: ({ quarantineChanged }) => {
        setPushed(quarantineChanged.waiting);
        setChanges((before) => before + 1);
      },
    },
  );
  const waiting = pushed ?? data?.overview.quarantineWaiting ?? 0;
  const signal = useMemo(
    () => ({ waiting, changes, liveState, isPaused, setPaused }),
    [waiting, changes, liveState, isPaused],
  );
  return <SignalContext value={signal}>{children}</SignalContext>;
}
