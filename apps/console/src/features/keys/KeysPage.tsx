'use client';

import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useState } from 'react';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { ApiKeysDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { KeyCreateDialog } from './KeyCreateDialog.tsx';
import { KeyList } from './KeyList.tsx';
import { KeyReveal } from './KeyReveal.tsx';

/**
 * The viewer's keys. A new secret lives in this component's state for as long as its dialog is
 * open.
 */
export function KeysPage() {
  const address = useAddress();
  const includeRevoked = address.get('revoked') === '1';
  const [isCreating, setIsCreating] = useState(address.get('create') === '1');
  const [created, setCreated] = useState<{ name: string; secret: string }>();
  const reading = useReading(
    ApiKeysDocument,
    { user: null, includeRevoked, ...pageArguments(address) },
    { types: ['ApiKey'] },
  );
  const create = (
    <ActionButton variant="contained" onClick={() => setIsCreating(true)}>
      {t('key.create')}
    </ActionButton>
  );
  return (
    <>
      <PageHeader title={t('key.title')} description={t('key.description')} actions={create} />
      <Panel
        title={t('key.label')}
        padding="flush"
        actions={
          <FormControlLabel
            control={
              <Switch
                size="small"
                checked={includeRevoked}
                onChange={(_event, isOn) => address.set({ revoked: isOn ? '1' : '' })}
              />
            }
            label={t('key.include-revoked')}
          />
        }
      >
        <ReadingView
          reading={reading}
          subject={(data) => data.apiKeys}
          skeleton={<TableSkeleton label={t('state.loading', { what: t('key.label') })} />}
        >
          {(keys) =>
            keys.nodes.length === 0 ? (
              <EmptyState title={t('key.empty.title')} hint={t('key.empty.hint')} action={create} />
            ) : (
              <>
                <KeyList keys={keys.nodes} />
                <ConnectionPager page={keys} address={address} />
              </>
            )
          }
        </ReadingView>
      </Panel>
      {isCreating ? (
        <KeyCreateDialog
          onClose={() => setIsCreating(false)}
          onCreated={(name, secret) => {
            setIsCreating(false);
            setCreated({ name, secret });
          }}
        />
      ) : null}
      {created ? <KeyReveal {...created} onClose={() => setCreated(undefined)} /> : null}
    </>
  );
}
