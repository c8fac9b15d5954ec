'use client';

import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import { totalsOf, type UploadEntry } from './upload-entry.ts';
import { UploadQueue } from './upload-queue.ts';

const QueueContext = createContext<UploadQueue | undefined>(undefined);
const noEntries: readonly UploadEntry[] = [];

// One queue a tab: it must survive every change of route.
let tabQueue: UploadQueue | undefined;

function queueOfTab(): UploadQueue {
  tabQueue ??= new UploadQueue();
  return tabQueue;
}

/** Keeps uploads going while pages come and go, and warns before the tab is closed on one. */
export function UploadProvider({ children }: { readonly children: ReactNode }) {
  const queue = queueOfTab();
  useEffect(() => {
    void queue.restore();
    const warn = (event: BeforeUnloadEvent): void => {
      if (totalsOf(queue.snapshot()).active > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [queue]);
  return <QueueContext value={queue}>{children}</QueueContext>;
}

export function useUploadQueue(): UploadQueue {
  const queue = useContext(QueueContext);
  if (!queue) throw new Error('useUploadQueue is called outside the console layout');
  return queue;
}

export function useUploads(): readonly UploadEntry[] {
  const queue = useUploadQueue();
  return useSyncExternalStore(queue.subscribe, queue.snapshot, () => noEntries);
}
