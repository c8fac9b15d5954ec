'use client';

import Alert from '@mui/material/Alert';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { useState } from 'react';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { SaveForm } from '#features/reading/SaveForm.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import {
  RepositorySupplyDocument,
  type RepositorySupplyQuery,
  UpdateRepositoryDocument,
} from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import type { RepositoryKey } from '#lib/paths.ts';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { SupplyFields } from './SupplyFields.tsx';
import { supplyInput } from './supply.ts';

type Supplied = NonNullable<RepositorySupplyQuery['repository']>;

/** Where a proxy or a group gets things from, and how that goes. */
export function SupplyForm({ at }: { readonly at: RepositoryKey }) {
  const reading = useReading(RepositorySupplyDocument, at, { types: ['Repository'] });
  return (
    <ReadingView
      reading={reading}
      subject={({ repository }) => repository}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('repository.supply') })} />}
    >
      {(repository) => <SavedSupply repository={repository} />}
    </ReadingView>
  );
}

function SavedSupply({ repository }: { readonly repository: Supplied }) {
  const { id, kind, viewerCan, upstream, members } = repository;
  const saved = {
    upstreamUrl: upstream?.url ?? '',
    members: members.map(({ slug, project }) => `${project.slug}/${slug}`).join('\n'),
  };
  const [supply, setSupply] = useState(saved);
  const [isOffline, setIsOffline] = useState(upstream?.isOffline ?? false);
  // Who may not change a proxy is not shown what its upstream is.
  if (kind === 'HOSTED' || (kind === 'PROXY' && !upstream)) return null;
  const isSame =
    supply.upstreamUrl === saved.upstreamUrl &&
    supply.members === saved.members &&
    isOffline === (upstream?.isOffline ?? false);
  const offline = kind === 'PROXY' ? { isOffline } : {};
  return (
    <SaveForm
      title={t(`repository.supply.${kind}`)}
      document={UpdateRepositoryDocument}
      variables={{ input: { id, ...supplyInput(kind, supply), ...offline } }}
      isSame={isSame}
      deniedReason={reasonWithout(viewerCan, 'repository:update')}
    >
      {(problems) => (
        <>
          {upstream?.failure ? (
            <Alert severity="warning">
              {t('repository.upstream.failing', { failure: upstream.failure })}
            </Alert>
          ) : null}
          <SupplyFields kind={kind} supply={supply} onChange={setSupply} problems={problems} />
          {kind === 'PROXY' ? (
            <FormControlLabel
              control={
                <Switch checked={isOffline} onChange={(_event, next) => setIsOffline(next)} />
              }
              label={t('repository.offline')}
            />
          ) : null}
        </>
      )}
    </SaveForm>
  );
}
