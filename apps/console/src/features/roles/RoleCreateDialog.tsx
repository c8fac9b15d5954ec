'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { CreateRoleDocument, type RolePartsFragment } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';
import { FormDialog } from '#ui/FormDialog.tsx';
import { useToast } from '#ui/Toasts.tsx';

export interface RoleCreateDialogProps {
  readonly roles: readonly RolePartsFragment[];
  readonly onClose: () => void;
}

/** A new role, empty or as a copy of another. */
export function RoleCreateDialog({ roles, onClose }: RoleCreateDialogProps) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [source, setSource] = useState('');
  const { run, isRunning, failure } = useAct(CreateRoleDocument);
  const toast = useToast();
  const problems = failure?.fields ?? {};
  const submit = async (): Promise<void> => {
    const actions = roles.find(({ id }) => id === source)?.actions ?? [];
    const { data } = await run({ input: { name, description, actions: [...actions] } });
    if (!data) return;
    toast({ tone: 'success', text: t('role.created', { name }) });
    onClose();
  };
  return (
    <FormDialog
      isOpen
      title={t('role.create')}
      submitLabel={t('role.create')}
      cancelLabel={t('action.cancel')}
      isRunning={isRunning}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FormFailure failure={failure} />
      <TextField
        label={t('role.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={'name' in problems}
        helperText={problems['name']}
        autoFocus
      />
      <TextField
        label={t('field.description')}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <Choice
        label={t('role.copy-of')}
        value={source}
        any={{ label: t('role.copy-of.none'), onChoose: () => setSource('') }}
        options={roles.map((role) => ({ value: role.id, label: role.name }))}
        onChange={setSource}
      />
    </FormDialog>
  );
}
