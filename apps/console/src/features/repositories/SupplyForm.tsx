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
import { freshnessOf } from './freshness.ts';
import { SupplyFields } from './SupplyFields.tsx';
import { type Supply, settled, supplyInput, unsupplied } from './supply.ts';
import { ProxyTrial } from './UpstreamTrial.tsx';

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

type Named = Supplied['members'][number];

const nameOf = ({ slug, project }: Named) => `${project.slug}/${slug}`;

function supplyOf({ upstream, members, writeTarget }: Supplied): Supply {
  return {
    ...unsupplied,
    upstreamUrl: upstream?.url ?? '',
    upstreamUserName: upstream?.userName ?? '',
    defaultNamespace: upstream?.defaultNamespace ?? '',
    ...(upstream && freshnessOf(upstream.freshForSeconds)),
    claimedNames: upstream?.claimedNames.join('\n') ?? '',
    sharedNames: upstream?.sharedNames.join('\n') ?? '',
    members: members.map(nameOf),
    writeTarget: writeTarget ? nameOf(writeTarget) : '',
  };
}

function SavedSupply({ repository }: { readonly repository: Supplied }) {
  const { id, kind, format, viewerCan, upstream } = repository;
  const saved = supplyOf(repository);
  const [supply, setSupply] = useState(saved);
  const [isOffline, setIsOffline] = useState(upstream?.isOffline ?? false);
  // Who may not change a proxy is not shown what its upstream is.
  if (kind === 'HOSTED' || (kind === 'PROXY' && !upstream)) return null;
  const isSame =
    JSON.stringify(supply) === JSON.stringify(saved) &&
    isOffline === (upstream?.isOffline ?? false);
  const offline = kind === 'PROXY' ? { isOffline } : {};
  const deniedReason = reasonWithout(viewerCan, 'repository:update');
  return (
    <SaveForm
      title={t(`repository.supply.${kind}`)}
      document={UpdateRepositoryDocument}
      variables={{ input: { id, ...supplyInput(supply, { kind, format, saved }), ...offline } }}
      isSame={isSame}
      deniedReason={deniedReason}
      // What was typed of a secret does not stay in the page.
      onSaved={() => setSupply(settled(supply))}
    >
      {(problems) => (
        <>
          {upstream?.failure ? (
            <Alert severity="warning">
              {t('repository.upstream.failing', { failure: upstream.failure })}
            </Alert>
          ) : null}
          <SupplyFields
            kind={kind}
            format={format}
            supply={supply}
            onChange={setSupply}
            problems={problems}
            hasCredential={upstream?.hasCredential ?? false}
          />
          {upstream ? (
            <>
              {upstream.hasCredential ? (
                <CredentialSwitch supply={supply} onChange={setSupply} />
              ) : null}
              <FormControlLabel
                control={
                  <Switch checked={isOffline} onChange={(_event, next) => setIsOffline(next)} />
                }
                label={t('repository.offline')}
              />
              <ProxyTrial {...{ id, format, supply, saved, deniedReason }} />
            </>
          ) : null}
        </>
      )}
    </SaveForm>
  );
}

interface CredentialSwitchProps {
  readonly supply: Supply;
  readonly onChange: (supply: Supply) => void;
}

function CredentialSwitch({ supply, onChange }: CredentialSwitchProps) {
  return (
    <FormControlLabel
      control={
        <Switch
          checked={supply.isCredentialRemoved}
          onChange={(_event, isCredentialRemoved) => onChange({ ...supply, isCredentialRemoved })}
        />
      }
      label={t('repository.upstream-secret.remove')}
    />
  );
}
