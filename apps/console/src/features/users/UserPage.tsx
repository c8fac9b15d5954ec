'use client';

import { useState } from 'react';
import { BindingCreateDialog } from '#features/access/BindingCreateDialog.tsx';
import { KeyList } from '#features/keys/KeyList.tsx';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { When } from '#features/reading/When.tsx';
import { reasonWithout, useViewer } from '#features/session/ViewerContext.tsx';
import {
  type KeyPartsFragment,
  UpdateUserDocument,
  UserDocument,
  type UserQuery,
} from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { limits } from '#lib/limits.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { FormBoxes } from '#ui/FormBoxes.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { UserBindings } from './UserBindings.tsx';

export type UserDetails = Extract<NonNullable<UserQuery['node']>, { __typename: 'User' }>;

const userNode = ({ node }: UserQuery): UserDetails | null =>
  node?.__typename === 'User' ? node : null;

export function UserPage({ id }: { readonly id: string }) {
  const reading = useReading(
    UserDocument,
    { id, first: limits.pageSize },
    { types: ['Binding', 'ApiKey'] },
  );
  return (
    <ReadingView
      reading={reading}
      subject={userNode}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('user.caption') })} />}
    >
      {(user) => <UserSheets user={user} />}
    </ReadingView>
  );
}

interface UserSheetsProps {
  readonly user: UserDetails;
}

function UserSheets({ user }: UserSheetsProps) {
  const { permissions } = useViewer();
  const [isBinding, setIsBinding] = useState(false);
  return (
    <>
      <PageHeader
        caption={
          <TextLink href={paths.users()} look="quiet">
            {t('user.title')}
          </TextLink>
        }
        title={
          <>
            {user.displayName || user.username}
            {user.isDisabled ? <Stamp tone="refused" label={t('user.disabled')} /> : null}
          </>
        }
        actions={<DisableButton user={user} />}
      />
      <Stack>
        <Panel padding="flush">
          <FormBoxes
            boxes={[
              { caption: t('user.username'), value: <code>{user.username}</code> },
              { caption: t('user.email'), value: user.email ?? t('field.none') },
              { caption: t('field.created'), value: <When at={user.createdAt} /> },
              { caption: t('user.last-sign-in'), value: <When at={user.lastSignInAt} /> },
            ]}
          />
        </Panel>
        <Panel
          title={t('user.bindings')}
          padding="flush"
          actions={
            <ActionButton
              size="small"
              variant="outlined"
              disabledReason={reasonWithout(permissions, 'binding:update')}
              onClick={() => setIsBinding(true)}
            >
              {t('binding.create')}
            </ActionButton>
          }
        >
          {user.bindings ? <UserBindings bindings={user.bindings.nodes} /> : <HiddenPart />}
        </Panel>
        <Panel title={t('user.keys')} padding="flush">
          {user.apiKeys ? <UserKeys keys={user.apiKeys.nodes} /> : <HiddenPart />}
        </Panel>
        <Panel title={t('user.set-password')}>
          <PasswordForm
            userId={user.id}
            disabledReason={reasonWithout(permissions, 'user:update')}
          />
        </Panel>
      </Stack>
      {isBinding ? (
        <BindingCreateDialog
          scope={undefined}
          userId={user.id}
          onClose={() => setIsBinding(false)}
        />
      ) : null}
    </>
  );
}

function UserKeys({ keys }: { readonly keys: readonly KeyPartsFragment[] }) {
  if (keys.length === 0) return <EmptyState title={t('key.empty.title')} />;
  return <KeyList keys={keys} />;
}

/** In place of a part that the gateway keeps from this viewer. */
function HiddenPart() {
  return <EmptyState title={t('state.denied.title')} hint={t('state.denied.message')} />;
}

function DisableButton({ user }: UserSheetsProps) {
  const { permissions } = useViewer();
  const [isOpen, setIsOpen] = useState(false);
  const { id, isDisabled, displayName: name } = user;
  const label = t(isDisabled ? 'user.enable' : 'user.disable');
  return (
    <>
      <ActionButton
        variant="outlined"
        color={isDisabled ? 'primary' : 'error'}
        disabledReason={reasonWithout(permissions, 'user:update')}
        onClick={() => setIsOpen(true)}
      >
        {label}
      </ActionButton>
      {isOpen ? (
        <ActDialog
          document={UpdateUserDocument}
          variables={{ input: { id, isDisabled: !isDisabled } }}
          title={`${label}: ${name}`}
          submitLabel={label}
          isDestructive={!isDisabled}
          said={t(isDisabled ? 'user.enabled.done' : 'user.disabled.done', { name })}
          onClose={() => setIsOpen(false)}
        >
          {() => (isDisabled ? null : t('user.disable.hint'))}
        </ActDialog>
      ) : null}
    </>
  );
}
