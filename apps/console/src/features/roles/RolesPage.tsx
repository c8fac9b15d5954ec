'use client';

import { useState } from 'react';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { reasonWithout, useViewer } from '#features/session/ViewerContext.tsx';
import { RolesDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { RoleCreateDialog } from './RoleCreateDialog.tsx';
import { RoleMatrix } from './RoleMatrix.tsx';

export function RolesPage() {
  const { permissions } = useViewer();
  const [isCreating, setIsCreating] = useState(false);
  const reading = useReading(RolesDocument, {}, { types: ['Role'] });
  const disabledReason = reasonWithout(permissions, 'role:update');
  return (
    <>
      <PageHeader
        title={t('role.title')}
        description={t('role.description')}
        actions={
          <ActionButton
            variant="contained"
            disabledReason={disabledReason}
            onClick={() => setIsCreating(true)}
          >
            {t('role.create')}
          </ActionButton>
        }
      />
      <ReadingView
        reading={reading}
        subject={(data) => data}
        skeleton={<TableSkeleton label={t('state.loading', { what: t('role.title') })} rows={16} />}
      >
        {({ roles, actions }) => (
          <>
            <RoleMatrix roles={roles} actions={actions} disabledReason={disabledReason} />
            {isCreating ? (
              <RoleCreateDialog roles={roles} onClose={() => setIsCreating(false)} />
            ) : null}
          </>
        )}
      </ReadingView>
    </>
  );
}
