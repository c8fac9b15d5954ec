'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { CreateRoleDocument, type RolePartsFragment } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';

export interface RoleCreateDialogProps {
  readonly roles: readonly RolePartsFragment[];
  readonly onClose: () => void;
}

/** A new role, empty or as a copy of another. */
export function RoleCreateDialog({ roles, onClose }: RoleCreateDialogProps) {
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [source, setSource] = useState('');
  const actions = roles.find(({ id }) => id === source)?.actions ?? [];
  return (
    <ActDialog
      document={CreateRoleDocument}
      variables={{ input: { name, description, actions: [...actions] } }}
      title={t('role.create')}
      said={t('role.created', { name })}
      onClose={onClose}
    >
      {(problems) => (
        <>
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
        </>
      )}
    </ActDialog>
  );
}
