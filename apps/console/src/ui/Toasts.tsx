'use client';

import dynamic from 'next/dynamic';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import type { Toast } from './ToastBar.tsx';

// Nothing on a first screen has happened yet: the bar loads with the first toast.
const ToastBar = dynamic(async () => ({ default: (await import('./ToastBar.tsx')).ToastBar }), {
  ssr: false,
});

const ToastContext = createContext<(toast: Toast) => void>(() => {});

/** Says what has just happened, once, in a corner. Forms show their failures inline instead. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<{ readonly toast: Toast; readonly turn: number }>();
  const show = useCallback(
    (toast: Toast) => setShown((before) => ({ toast, turn: (before?.turn ?? 0) + 1 })),
    [],
  );
  return (
    <ToastContext value={show}>
      {children}
      {shown ? <ToastBar key={shown.turn} toast={shown.toast} /> : null}
    </ToastContext>
  );
}
