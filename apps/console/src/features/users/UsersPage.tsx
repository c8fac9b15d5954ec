'use client';

import { useState } from 'react';
import { ListSearch } from '#features/reading/ListSearch.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import { reasonWithout, useViewer } from '#features/session/ViewerContext.tsx';
import { type UserRowFragment, UsersDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { UserCreateDialog } from './UserCreateDialog.tsx';

const columns: readonly Column<UserRowFragment>[] = [
  {
    key: 'name',
    title: t('user.display-name'),
    render: ({ id, displayName, username }) => (
      <TextLink href={paths.user(id)} look="strong">
        {displayName || username}
      </TextLink>
    ),
  },
  { key: 'username', title: t('user.username'), render: ({ username }) => <code>{username}</code> },
  { key: 'email', title: t('user.email'), isSecondary: true, render: ({ email }) => email ?? '' },
  {
    key: 'status',
    title: t('user.status'),
    render: ({ isDisabled }) => (
      <Stamp
        tone={isDisabled ? 'refused' : 'cleared'}
        label={t(isDisabled ? 'user.disabled' : 'user.active')}
      />
    ),
  },
  {
    key: 'seen',
    title: t('user.last-sign-in'),
    isSecondary: true,
    render: ({ lastSignInAt }) => <When at={lastSignInAt} />,
  },
  {
    key: 'created',
    title: t('field.created'),
    isSecondary: true,
    render: ({ createdAt }) => <When at={createdAt} />,
  },
];

export function UsersPage() {
  const address = useAddress();
  const { permissions } = useViewer();
  const [isCreating, setIsCreating] = useState(false);
  const search = address.get('search');
  const reading = useReading(
    UsersDocument,
    { search: search || null, ...pageArguments(address) },
    { types: ['User'] },
  );
  return (
    <>
      <PageHeader
        title={t('user.title')}
        description={t('user.description')}
        actions={
          <ActionButton
            variant="contained"
            disabledReason={reasonWithout(permissions, 'user:create')}
            onClick={() => setIsCreating(true)}
          >
            {t('user.create')}
          </ActionButton>
        }
      />
      <Panel title={t('user.label')} padding="flush" actions={<ListSearch address={address} />}>
        <PagedTable
          reading={reading}
          subject={(data) => data.users}
          label={t('user.label')}
          columns={columns}
          address={address}
          empty={<EmptyState title={t('user.empty')} />}
        />
      </Panel>
      {isCreating ? <UserCreateDialog onClose={() => setIsCreating(false)} /> : null}
    </>
  );
}
