'use client';

import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { keyOf } from '#features/artifacts/artifact-key.ts';
import { ReviewButtons } from '#features/artifacts/ReviewButtons.tsx';
import { StateStamp } from '#features/artifacts/StateStamp.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { DecisionDocument, type DecisionQuery } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { LinkButton } from '#ui/LinkButton.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { Receipt } from './Receipt.tsx';

type DecisionDetails = NonNullable<DecisionQuery['decision']>;

/** The page that a refused build links to: what was decided, why, and who can change it how. */
export function DecisionPage({ number }: { readonly number: string }) {
  const reading = useReading(DecisionDocument, { number }, { types: ['Artifact'] });
  return (
    <ReadingView
      reading={reading}
      subject={(data) => data.decision}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('decision.receipt') })} />}
    >
      {(decision) => (
        <div style={{ maxWidth: 980 }}>
          <DecisionHead decision={decision} />
          <Stack>
            <Superseded decision={decision} />
            <Receipt decision={decision} look="full" />
          </Stack>
        </div>
      )}
    </ReadingView>
  );
}

interface DecisionHeadProps {
  readonly decision: DecisionDetails;
}

function DecisionHead({ decision }: DecisionHeadProps) {
  const { artifact, repository, number } = decision;
  const place = { project: repository.project.slug, repository: repository.slug };
  return (
    <PageHeader
      caption={
        <TextLink href={paths.repository(place)} look="quiet">
          {`${place.project}/${place.repository}`}
        </TextLink>
      }
      title={
        <>
          {t('decision.title', { number })}
          {artifact ? <StateStamp state={artifact.state} /> : null}
        </>
      }
      actions={<DecisionActions decision={decision} />}
    />
  );
}

function DecisionActions({ decision }: DecisionHeadProps) {
  const { artifact, repository } = decision;
  if (!artifact) return null;
  return (
    <>
      <Button onClick={() => window.print()}>{t('decision.print')}</Button>
      <LinkButton href={paths.artifact(keyOf({ ...artifact, repository }))}>
        {t('quarantine.open')}
      </LinkButton>
      <ReviewButtons artifact={artifact} />
    </>
  );
}

function Superseded({ decision }: DecisionHeadProps) {
  const current = decision.artifact?.currentDecision;
  if (!current || current.number === decision.number) return null;
  return (
    <Alert severity="info">
      {t('decision.superseded')}{' '}
      <TextLink href={paths.decision(current.number)}>
        <code>{current.number}</code>
      </TextLink>
    </Alert>
  );
}
