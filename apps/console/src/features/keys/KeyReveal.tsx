'use client';

import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { CopyBlock } from '#features/reading/CopyText.tsx';
import { t } from '#lib/messages.ts';

export interface KeyRevealProps {
  readonly name: string;
  readonly secret: string;
  readonly onClose: () => void;
}

function download(name: string, secret: string): void {
  const url = URL.createObjectURL(new Blob([`${secret}\n`], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name.replace(/[^\w.-]+/gu, '-')}.key`;
  link.click();
  URL.revokeObjectURL(url);
}

/**
 * The one time that a secret is shown. Unmounted on close, so that nothing of it stays in the page.
 */
export function KeyReveal({ name, secret, onClose }: KeyRevealProps) {
  return (
    <Dialog
      open
      // A click beside the dialog must not lose the only copy.
      onClose={(_event, reason) => reason !== 'backdropClick' && onClose()}
      maxWidth="sm"
      fullWidth
      transitionDuration={0}
      aria-labelledby="key-reveal"
    >
      <DialogTitle id="key-reveal" variant="h2">
        {t('key.reveal.title')}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Alert severity="warning">{t('key.reveal.warning')}</Alert>
        <CopyBlock text={secret} label={t('key.reveal.label')} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        <Button onClick={() => download(name, secret)}>{t('key.reveal.download')}</Button>
        <Button variant="contained" onClick={onClose}>
          {t('key.reveal.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
