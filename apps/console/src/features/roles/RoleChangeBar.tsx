'use client';

import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { type RolePartsFragment, UpdateRoleDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { changeOf } from './role-drafts.ts';

export interface RoleChangeBarProps {
  readonly role: RolePartsFragment;
  readonly actions: readonly string[];
  readonly onDone: () => void;
}

/** What saving a role would change, before it is saved. */
export function RoleChangeBar({ role, actions, onDone }: RoleChangeBarProps) {
  const { run, isRunning, failure } = useAct(UpdateRoleDocument);
  const toast = useToast();
  const { added, removed } = changeOf(role.actions, actions);
  const save = async (): Promise<void> => {
    const { data } = await run({ input: { id: role.id, actions: [...actions] } });
    if (!data) return;
    toast({ tone: 'success', text: t('role.saved', { name: role.name }) });
    onDone();
  };
  return (
    <Alert
      severity="warning"
      sx={{ position: 'sticky', top: 60, zIndex: 6, mb: 2 }}
      action={
        <>
          <Button size="small" onClick={onDone}>
            {t('action.discard')}
          </Button>
          <ActionButton
            size="small"
            variant="contained"
            isRunning={isRunning}
            onClick={() => void save()}
          >
            {t('action.save')}
          </ActionButton>
        </>
      }
    >
      <strong>
        {t('role.changes', { count: added.length + removed.length, role: role.name })}
      </strong>
      {added.length > 0 ? (
        <div>{t('role.changes.added', { actions: added.join(', ') })}</div>
      ) : null}
      {removed.length > 0 ? (
        <div>{t('role.changes.removed', { actions: removed.join(', ') })}</div>
      ) : null}
      <FormFailure failure={failure} />
    </Alert>
  );
}
