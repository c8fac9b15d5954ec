'use client';

import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Failure } from '#lib/errors.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { FormDialog } from '#ui/FormDialog.tsx';
import { Panel } from '#ui/Panel.tsx';
import { FormFailure } from './FormFailure.tsx';

export interface DeletePanelProps {
  readonly title: string;
  readonly hint: string;
  /** Typed by whoever deletes, because nothing brings the thing back. */
  readonly name: string;
  readonly failure: Failure | undefined;
  readonly isRunning: boolean;
  readonly disabledReason: string | undefined;
  readonly onDelete: () => void;
}

/** The end of a thing, at the foot of its settings. */
export function DeletePanel(props: DeletePanelProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const prompt = t('delete.type-name', { name: props.name });
  return (
    <Panel
      title={props.title}
      actions={
        <ActionButton
          color="error"
          variant="outlined"
          size="small"
          disabledReason={props.disabledReason}
          onClick={() => setIsOpen(true)}
        >
          {t('action.delete')}
        </ActionButton>
      }
    >
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {props.hint}
      </Typography>
      <FormDialog
        isOpen={isOpen}
        title={props.title}
        submitLabel={t('action.delete')}
        cancelLabel={t('action.cancel')}
        isRunning={props.isRunning}
        isDestructive
        disabledReason={typed === props.name ? undefined : prompt}
        onSubmit={props.onDelete}
        onClose={() => setIsOpen(false)}
      >
        <FormFailure failure={props.failure} />
        <Typography variant="body2">{props.hint}</Typography>
        <TextField
          label={prompt}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
          autoFocus
        />
      </FormDialog>
    </Panel>
  );
}
