'use client';

import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import IconButton from '@mui/material/IconButton';
import { useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { DeleteRoleDocument, type RolePartsFragment } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { FormDialog } from '#ui/FormDialog.tsx';
import { useToast } from '#ui/Toasts.tsx';

export interface RoleDeleteButtonProps {
  readonly role: RolePartsFragment;
  readonly disabledReason: string | undefined;
}

export function RoleDeleteButton({ role, disabledReason }: RoleDeleteButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { run, isRunning, failure } = useAct(DeleteRoleDocument);
  const toast = useToast();
  const { id, name } = role;
  const label = t('role.delete', { name });
  const remove = async (): Promise<void> => {
    const { data } = await run({ input: { id } });
    if (!data) return;
    setIsOpen(false);
    toast({ tone: 'success', text: t('role.deleted', { name }) });
  };
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
      <FormDialog
        isOpen={isOpen}
        title={label}
        submitLabel={t('action.delete')}
        cancelLabel={t('action.cancel')}
        isRunning={isRunning}
        isDestructive
        onSubmit={() => void remove()}
        onClose={() => setIsOpen(false)}
      >
        <FormFailure failure={failure} />
        {t('role.delete.hint')}
      </FormDialog>
    </>
  );
}
