'use client';

import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { type ReactNode, type SubmitEvent, useId } from 'react';
import { ActionButton } from './ActionButton.tsx';

export interface FormDialogProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly submitLabel: string;
  readonly cancelLabel: string;
  readonly isRunning?: boolean;
  readonly isDestructive?: boolean;
  /** Why the form cannot be sent yet. */
  readonly disabledReason?: string | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A short form over the page. Escape and the cancel button leave without a trace. */
export function FormDialog(props: FormDialogProps) {
  const titleId = useId();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    // A dialog may stand inside another form in React's tree.
    event.stopPropagation();
    if (props.disabledReason === undefined && !props.isRunning) props.onSubmit();
  };
  return (
    <Dialog
      open={props.isOpen}
      onClose={props.onClose}
      maxWidth="sm"
      fullWidth
      aria-labelledby={titleId}
    >
      <form onSubmit={submit} noValidate>
        <DialogTitle id={titleId} variant="h2" sx={{ pb: 1 }}>
          {props.title}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important' }}>
          {props.children}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2.5 }}>
          <Button onClick={props.onClose}>{props.cancelLabel}</Button>
          <ActionButton
            type="submit"
            variant="contained"
            color={props.isDestructive ? 'error' : 'primary'}
            isRunning={props.isRunning ?? false}
            disabledReason={props.disabledReason}
          >
            {props.submitLabel}
          </ActionButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
