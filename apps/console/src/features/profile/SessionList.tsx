'use client';

import { leave } from '#features/navigation/leave.ts';
import { When } from '#features/reading/When.tsx';
import { RevokeSessionDocument } from '#generated/graphql.ts';
import { useAct } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { useToast } from '#ui/Toasts.tsx';
import type { OwnProfile } from './own-profile.ts';

type Session = OwnProfile['sessions'][number];

export interface SessionListProps {
  readonly sessions: readonly Session[];
  readonly onChanged: () => void;
}

function columnsOf(onChanged: () => void): readonly Column<Session>[] {
  return [
    {
      key: 'client',
      title: t('profile.session'),
      render: ({ userAgent, isCurrent }) => (
        <>
          {userAgent ?? t('field.none')}{' '}
          {isCurrent ? <Stamp tone="noted" label={t('profile.session.current')} /> : null}
        </>
      ),
    },
    {
      key: 'ip',
      title: t('profile.session.ip'),
      isSecondary: true,
      render: ({ ip }) => <code>{ip}</code>,
    },
    {
      key: 'used',
      title: t('profile.session.last-used'),
      render: ({ lastUsedAt }) => <When at={lastUsedAt} />,
    },
    {
      key: 'expires',
      title: t('profile.session.expires'),
      isSecondary: true,
      render: ({ expiresAt }) => <When at={expiresAt} />,
    },
    {
      key: 'revoke',
      title: t('field.actions'),
      isTitleHidden: true,
      align: 'right',
      render: (session) => <RevokeButton session={session} onChanged={onChanged} />,
    },
  ];
}

/** Where the viewer is signed in; ending a session takes effect at once. */
export function SessionList({ sessions, onChanged }: SessionListProps) {
  return (
    <DataTable
      label={t('profile.sessions')}
      columns={columnsOf(onChanged)}
      rows={sessions}
      rowKey={({ id }) => id}
    />
  );
}

function RevokeButton(props: { readonly session: Session; readonly onChanged: () => void }) {
  const { id, isCurrent } = props.session;
  const { run, isRunning } = useAct(RevokeSessionDocument);
  const toast = useToast();
  const revoke = async (): Promise<void> => {
    if (isCurrent) return leave();
    const { failure } = await run({ input: { id } });
    if (failure) return toast({ tone: 'error', text: failure.message });
    toast({ tone: 'success', text: t('profile.session.revoked') });
    props.onChanged();
  };
  return (
    <ActionButton size="small" color="error" isRunning={isRunning} onClick={() => void revoke()}>
      {t('profile.session.revoke')}
    </ActionButton>
  );
}
