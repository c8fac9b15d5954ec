'use client';

import Alert from '@mui/material/Alert';
import Snackbar from '@mui/material/Snackbar';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

export interface Toast {
  readonly tone: 'success' | 'error' | 'info';
  readonly text: string;
}

const shownMs = 5000;
const ToastContext = createContext<(toast: Toast) => void>(() => {});

/** Says what has just happened, once, in a corner. Forms show their failures inline instead. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<Toast>();
  const [isOpen, setIsOpen] = useState(false);
  const show = useCallback((next: Toast) => {
    setToast(next);
    setIsOpen(true);
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <Snackbar
        open={isOpen}
        autoHideDuration={shownMs}
        onClose={(_event, reason) => reason !== 'clickaway' && setIsOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
      >
        <Alert severity={toast?.tone ?? 'info'} variant="filled" onClose={() => setIsOpen(false)}>
          {toast?.text}
        </Alert>
      </Snackbar>
    </ToastContext>
  );
}
