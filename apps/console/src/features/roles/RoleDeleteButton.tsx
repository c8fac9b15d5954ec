'use client';

import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import IconButton from '@mui/material/IconButton';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { DeleteRoleDocument, type RolePartsFragment } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';

export interface RoleDeleteButtonProps {
  readonly role: RolePartsFragment;
  readonly disabledReason: string | undefined;
}

export function RoleDeleteButton({ role, disabledReason }: RoleDeleteButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { id, name } = role;
  const label = t('role.delete', { name });
  return (
    <>
      <IconButton
        size="small"
        aria-label={label}
        disabled={disabledReason !== undefined}
        onClick={() => setIsOpen(true)}
      >
        <DeleteIcon sx={{ fontSize: 16 }} />
      </IconButton>
      {isOpen ? (
        <ActDialog
          document={DeleteRoleDocument}
          variables={{ input: { id } }}
          title={label}
          submitLabel={t('action.delete')}
          isDestructive
          said={t('role.deleted', { name })}
          onClose={() => setIsOpen(false)}
        >
          {() => t('role.delete.hint')}
        </ActDialog>
      ) : null}
    </>
  );
}
