'use client';

import Alert from '@mui/material/Alert';
import { useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { When } from '#features/reading/When.tsx';
import {
  GrantKeyRequestDocument,
  KeyRequestDocument,
  type KeyRequestQuery,
  RefuseKeyRequestDocument,
} from '#generated/graphql.ts';
import { useAct, useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { FormBoxes } from '#ui/FormBoxes.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';

type KeyRequest = NonNullable<KeyRequestQuery['keyRequest']>;
type Answer = 'granted' | 'refused';

/**
 * The page that `npm login` opens: whoever is signed in says whether the client at the terminal is
 * theirs.
 */
export function KeyRequestPage({ id }: { readonly id: string }) {
  const [answer, setAnswer] = useState<Answer>();
  const reading = useReading(KeyRequestDocument, { id }, { pause: answer !== undefined });
  return (
    <div style={{ maxWidth: 760 }}>
      <PageHeader title={t('key-request.title')} />
      <ReadingView
        reading={reading}
        subject={({ keyRequest }) => keyRequest}
        skeleton={<TableSkeleton label={t('state.loading', { what: t('key-request.title') })} />}
      >
        {(request) => (
          <Stack>
            <KeyRequestSheet request={request} />
            {answer || request.isGranted ? (
              <Alert severity={answer === 'refused' ? 'info' : 'success'}>
                {t(answer === 'refused' ? 'key-request.refused' : 'key-request.granted')}
              </Alert>
            ) : (
              <KeyRequestAnswer id={id} onAnswer={setAnswer} />
            )}
          </Stack>
        )}
      </ReadingView>
    </div>
  );
}

function KeyRequestSheet({ request }: { readonly request: KeyRequest }) {
  const { project, repository, ip, userAgent, createdAt } = request;
  return (
    <Panel padding="flush">
      <FormBoxes
        boxes={[
          { caption: t('key-request.place'), value: `${project}/${repository}` },
          { caption: t('key-request.client'), value: userAgent || t('field.none') },
          { caption: t('key-request.ip'), value: ip || t('field.none') },
          { caption: t('key-request.since'), value: <When at={createdAt} /> },
        ]}
      />
    </Panel>
  );
}

interface KeyRequestAnswerProps {
  readonly id: string;
  readonly onAnswer: (answer: Answer) => void;
}

function KeyRequestAnswer({ id, onAnswer }: KeyRequestAnswerProps) {
  const grant = useAct(GrantKeyRequestDocument);
  const refuse = useAct(RefuseKeyRequestDocument);
  const input = { input: { id } };
  return (
    <>
      <Alert severity="warning">{t('key-request.warning')}</Alert>
      <FormFailure failure={grant.failure ?? refuse.failure} />
      <Stack direction="row">
        <ActionButton
          variant="contained"
          isRunning={grant.isRunning}
          onClick={() => void grant.run(input).then(({ data }) => data && onAnswer('granted'))}
        >
          {t('key-request.grant')}
        </ActionButton>
        <ActionButton
          variant="outlined"
          color="error"
          isRunning={refuse.isRunning}
          onClick={() => void refuse.run(input).then(({ data }) => data && onAnswer('refused'))}
        >
          {t('key-request.refuse')}
        </ActionButton>
      </Stack>
    </>
  );
}
