'use client';

import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { t } from '#lib/messages.ts';
import { SignInForm } from './SignInForm.tsx';

/**
 * Sign-in over the page whose session has ended. It cannot be closed: nothing below it would work.
 */
export function SignInAgainDialog({ onDone }: { readonly onDone: () => void }) {
  return (
    <Dialog open maxWidth="xs" fullWidth aria-labelledby="sign-in-again">
      <DialogTitle id="sign-in-again" variant="h2">
        {t('sign-in.again.title')}
      </DialogTitle>
      <DialogContent>
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 3 }}>
          {t('sign-in.again.hint')}
        </Typography>
        <SignInForm onDone={onDone} />
      </DialogContent>
    </Dialog>
  );
}
