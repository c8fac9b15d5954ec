'use client';

import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { CopyBlock } from '#features/reading/CopyText.tsx';
import { t } from '#lib/messages.ts';

export interface RevealedHook {
  readonly hookUrl: string;
  readonly hookSecret: string;
}

export interface HookRevealProps {
  readonly hook: RevealedHook;
  readonly onClose: () => void;
}

/** The one time that the secret of a hook is shown. */
export function HookReveal({ hook, onClose }: HookRevealProps) {
  return (
    <Dialog
      open
      // A click beside the dialog must not lose the only copy.
      onClose={(_event, reason) => reason !== 'backdropClick' && onClose()}
      maxWidth="sm"
      fullWidth
      transitionDuration={0}
      aria-labelledby="hook-reveal"
    >
      <DialogTitle id="hook-reveal" variant="h2">
        {t('source.reveal.title')}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Alert severity="warning">{t('source.reveal.warning')}</Alert>
        <CopyBlock text={hook.hookUrl} label={t('source.reveal.address')} />
        <CopyBlock text={hook.hookSecret} label={t('source.reveal.secret')} />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        <Button variant="contained" onClick={onClose}>
          {t('source.reveal.done')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
