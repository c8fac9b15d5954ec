'use client';

import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { type ReactNode, useId } from 'react';
import { CopyBlock } from './CopyText.tsx';

export interface SecretRevealProps {
  readonly title: string;
  readonly warning: string;
  readonly doneLabel: string;
  readonly secrets: readonly { readonly label: string; readonly text: string }[];
  /** Further ways of keeping it. */
  readonly actions?: ReactNode;
  readonly onClose: () => void;
}

/**
 * The one time that a secret is shown. Unmounted on close, so that nothing of it stays in the page.
 */
export function SecretReveal(props: SecretRevealProps) {
  const titleId = useId();
  return (
    <Dialog
      open
      // A click beside the dialog must not lose the only copy.
      onClose={(_event, reason) => reason !== 'backdropClick' && props.onClose()}
      maxWidth="sm"
      fullWidth
      transitionDuration={0}
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId} variant="h2">
        {props.title}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Alert severity="warning">{props.warning}</Alert>
        {props.secrets.map(({ label, text }) => (
          <CopyBlock key={label} text={text} label={label} />
        ))}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2.5 }}>
        {props.actions}
        <Button variant="contained" onClick={props.onClose}>
          {props.doneLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
