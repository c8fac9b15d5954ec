'use client';

import Alert from '@mui/material/Alert';
import Snackbar from '@mui/material/Snackbar';
import { useState } from 'react';

export interface Toast {
  readonly tone: 'success' | 'error' | 'info';
  readonly text: string;
}

const shownMs = 5000;

/** One toast, until it has been read or closed. */
export function ToastBar({ toast }: { readonly toast: Toast }) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <Snackbar
      open={isOpen}
      autoHideDuration={shownMs}
      onClose={(_event, reason) => reason !== 'clickaway' && setIsOpen(false)}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
    >
      <Alert severity={toast.tone} variant="filled" onClose={() => setIsOpen(false)}>
        {toast.text}
      </Alert>
    </Snackbar>
  );
}
