'use client';

import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { BindingChoicesDocument, CreateBindingDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';
import type { BindingScope } from './binding-scope.ts';

export interface BindingCreateDialogProps {
  /** Undefined gives the role everywhere. */
  readonly scope: BindingScope | undefined;
  /** Who gets it; undefined asks. */
  readonly userId?: string;
  readonly onClose: () => void;
}

/** Gives somebody a role here. */
export function BindingCreateDialog(props: BindingCreateDialogProps) {
  const { scope, onClose } = props;
  const [search, setSearch] = useState('');
  const [userId, setUserId] = useState(props.userId ?? '');
  const [roleId, setRoleId] = useState('');
  const choices = useReading(BindingChoicesDocument, { search: search || null });
  const users = choices.data?.users.nodes ?? [];
  const roles = choices.data?.roles ?? [];
  const incomplete = userId && roleId ? undefined : t('binding.choose-both');

  return (
    <ActDialog
      document={CreateBindingDocument}
      variables={{ input: { userId, roleId, ...scope } }}
      title={t('binding.create')}
      said={t('binding.created')}
      disabledReason={incomplete}
      onClose={onClose}
    >
      {() => (
        <>
          <FormFailure failure={choices.failure} />
          {props.userId === undefined ? (
            <Autocomplete
              options={users}
              getOptionKey={({ id }) => id}
              getOptionLabel={({ displayName, username }) => `${displayName} (${username})`}
              isOptionEqualToValue={(one, other) => one.id === other.id}
              filterOptions={(all) => all}
              loading={choices.isFetching}
              onInputChange={(_event, next, reason) => reason === 'input' && setSearch(next)}
              onChange={(_event, user) => setUserId(user?.id ?? '')}
              renderInput={(input) => <TextField {...input} label={t('user.caption')} autoFocus />}
            />
          ) : null}
          <Choice
            label={t('role.caption')}
            value={roleId}
            options={roles.map(({ id, name, description }) => ({
              value: id,
              label: `${name} – ${description}`,
            }))}
            onChange={setRoleId}
          />
        </>
      )}
    </ActDialog>
  );
}
