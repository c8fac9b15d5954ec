'use client';

import { ReadingView } from '#features/reading/ReadingView.tsx';
import { When } from '#features/reading/When.tsx';
import { PasswordForm } from '#features/users/PasswordForm.tsx';
import { ProfileDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { FormBoxes } from '#ui/FormBoxes.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import type { OwnProfile } from './own-profile.ts';
import { SessionList } from './SessionList.tsx';
import { ThemeChoice } from './ThemeChoice.tsx';

export function ProfilePage() {
  const reading = useReading(ProfileDocument, {}, { types: ['Session'] });
  return (
    <ReadingView
      reading={reading}
      subject={(data) => data.viewer}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('profile.title') })} />}
    >
      {(profile) => <ProfileSheets profile={profile} onSessionsChanged={reading.refresh} />}
    </ReadingView>
  );
}

interface ProfileSheetsProps {
  readonly profile: OwnProfile;
  readonly onSessionsChanged: () => void;
}

function ProfileSheets({ profile, onSessionsChanged }: ProfileSheetsProps) {
  const { user, name, permissions, sessions } = profile;
  const none = t('field.none');
  return (
    <>
      <PageHeader caption={t('profile.title')} title={user?.displayName || name} />
      <Stack>
        <Panel padding="flush">
          <FormBoxes
            boxes={[
              { caption: t('user.username'), value: <code>{user?.username ?? name}</code> },
              { caption: t('user.email'), value: user?.email ?? none },
              { caption: t('user.last-sign-in'), value: <When at={user?.lastSignInAt} /> },
              {
                caption: t('profile.permissions'),
                value: permissions.join(', ') || t('profile.permissions.none'),
                isWide: true,
              },
            ]}
          />
        </Panel>
        <Panel title={t('profile.sessions')} padding="flush">
          <SessionList sessions={sessions} onChanged={onSessionsChanged} />
        </Panel>
        <Panel title={t('profile.appearance')}>
          <ThemeChoice />
        </Panel>
        <Panel title={t('profile.password')}>
          <PasswordForm />
        </Panel>
      </Stack>
    </>
  );
}
