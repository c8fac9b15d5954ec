'use client';

import Alert from '@mui/material/Alert';
import { useRouter } from 'next/navigation';
import { CopyText } from '#features/reading/CopyText.tsx';
import { DeletePanel } from '#features/reading/DeletePanel.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { When } from '#features/reading/When.tsx';
import { RemoveVcsSourceDocument, SourceDocument, type SourceQuery } from '#generated/graphql.ts';
import { useAct, useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { type PackageKey, paths } from '#lib/paths.ts';
import { FormBoxes } from '#ui/FormBoxes.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { SourceActions } from './SourceActions.tsx';
import { SourceForm } from './SourceForm.tsx';
import { SourceRefs } from './SourceRefs.tsx';
import { SourceStamp } from './SourceStamp.tsx';

type SourceDetails = NonNullable<SourceQuery['vcsSource']>;

/** One source: how it fares, what it is asked with, and what its refs are. */
export function SourcePage({ at }: { readonly at: PackageKey }) {
  const reading = useReading(SourceDocument, at, { types: ['VcsSource'] });
  return (
    <ReadingView
      reading={reading}
      subject={({ vcsSource }) => vcsSource}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('source.title') })} />}
    >
      {(source) => (
        <>
          <PageHeader
            caption={
              <TextLink href={paths.repository(at, 'sources')} look="quiet">
                {`${at.project}/${at.repository}`}
              </TextLink>
            }
            title={
              <>
                {source.name}
                <SourceStamp source={source} />
              </>
            }
            description={<CopyText text={source.url} />}
            actions={<SourceActions source={source} />}
          />
          <Stack>
            {source.failure ? (
              <Alert severity="warning">{t('source.failing', { failure: source.failure })}</Alert>
            ) : null}
            <SourceFacts source={source} />
            <SourceForm key={source.id} source={source} />
            <SourceRefs at={at} id={source.id} />
            <SourceRemoval at={at} id={source.id} />
          </Stack>
        </>
      )}
    </ReadingView>
  );
}

function SourceFacts({ source }: { readonly source: SourceDetails }) {
  const { rateLimit, rateRemaining, userName, hasCredential } = source;
  const budget =
    rateRemaining == null
      ? t('field.none')
      : t('source.budget.of', { remaining: rateRemaining, limit: rateLimit ?? '?' });
  const credential = hasCredential
    ? [userName, t('source.credential.kept')].filter(Boolean).join(' · ')
    : t('field.none');
  return (
    <Panel padding="flush">
      <FormBoxes
        boxes={[
          { caption: t('source.kind'), value: t(`source.kind.${source.kind}`) },
          { caption: t('source.default-branch'), value: source.defaultBranch ?? t('field.none') },
          { caption: t('source.versions'), value: source.versionCount },
          { caption: t('source.skipped'), value: source.skippedCount },
          { caption: t('source.synced'), value: <When at={source.syncedAt} /> },
          { caption: t('source.due'), value: <When at={source.dueAt} /> },
          { caption: t('source.hooked'), value: <When at={source.hookedAt} /> },
          { caption: t('source.budget'), value: budget },
          { caption: t('source.credential'), value: credential },
          { caption: t('source.hook'), value: <CopyText text={source.hookUrl} />, isWide: true },
        ]}
      />
    </Panel>
  );
}

function SourceRemoval({ at, id }: { readonly at: PackageKey; readonly id: string }) {
  const { run, isRunning, failure } = useAct(RemoveVcsSourceDocument);
  const router = useRouter();
  const toast = useToast();
  const { name } = at;
  const remove = async (): Promise<void> => {
    const { data } = await run({ input: { id } });
    if (!data) return;
    toast({ tone: 'success', text: t('source.removed', { name }) });
    router.push(paths.repository(at, 'sources'));
  };
  return (
    <DeletePanel
      title={t('source.remove.title')}
      hint={t('source.remove.hint')}
      name={name}
      failure={failure}
      isRunning={isRunning}
      disabledReason={undefined}
      onDelete={() => void remove()}
    />
  );
}
