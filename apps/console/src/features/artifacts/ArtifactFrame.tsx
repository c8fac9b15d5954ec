'use client';

import Alert from '@mui/material/Alert';
import type { ReactNode } from 'react';
import { CopyText } from '#features/reading/CopyText.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { formatName } from '#features/repositories/repository-words.ts';
import { ArtifactChangedDocument, ArtifactHeadDocument } from '#generated/graphql.ts';
import { shortDigest, shortVersion } from '#lib/format.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { useLive } from '#lib/graphql/use-live.ts';
import { t } from '#lib/messages.ts';
import { type ArtifactKey, type ArtifactTab, paths } from '#lib/paths.ts';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TabLinks } from '#ui/TabLinks.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { ArtifactActions } from './ArtifactActions.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { StateStamp, YankedStamp } from './StateStamp.tsx';

export interface ArtifactFrameProps {
  readonly at: ArtifactKey;
  readonly children: (artifact: ArtifactDetails) => ReactNode;
}

/** The head and tabs of one artifact. It follows scans and reviews as they happen. */
export function ArtifactFrame({ at, children }: ArtifactFrameProps) {
  const reading = useReading(ArtifactHeadDocument, at, { types: ['Decision', 'Tag'] });
  return (
    <ReadingView
      reading={reading}
      subject={(data) => data.artifact}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('artifact.caption') })} />}
    >
      {(artifact) => (
        <>
          <ArtifactFollower id={artifact.id} onChange={reading.refresh} />
          <ArtifactHead at={at} artifact={artifact} />
          <TabLinks label={t('artifact.tabs')} tabs={tabsOf(at, artifact)} />
          {children(artifact)}
        </>
      )}
    </ReadingView>
  );
}

function ArtifactFollower({
  id,
  onChange,
}: {
  readonly id: string;
  readonly onChange: () => void;
}) {
  useLive(ArtifactChangedDocument, { id }, { isPaused: false, onEvent: onChange, onGap: onChange });
  return null;
}

interface ArtifactHeadProps {
  readonly at: ArtifactKey;
  readonly artifact: ArtifactDetails;
}

function ArtifactHead({ at, artifact }: ArtifactHeadProps) {
  const { repository, version, state, digest, deprecation, yankedAt, yankedReason } = artifact;
  return (
    <>
      <PageHeader
        caption={
          <>
            <TextLink href={paths.repository(at)} look="quiet">
              {`${at.project}/${at.repository}`}
            </TextLink>
            <TextLink href={paths.package(at)} look="quiet">
              {at.name}
            </TextLink>
          </>
        }
        title={
          <>
            <span>{at.name}</span>
            <code style={{ fontWeight: 400 }} title={version}>
              {shortVersion(version)}
            </code>
            <StateStamp state={state} />
            {yankedAt === null ? null : <YankedStamp />}
            <Stamp tone="noted" label={formatName(repository.format)} />
          </>
        }
        description={<CopyText text={digest} shown={shortDigest(digest)} />}
        actions={<ArtifactActions artifact={artifact} />}
      />
      {yankedAt === null ? null : (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {yankedReason
            ? t('artifact.yanked', { reason: yankedReason })
            : t('artifact.yanked.plain')}
        </Alert>
      )}
      {deprecation ? (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t('artifact.deprecated', { message: deprecation })}
        </Alert>
      ) : null}
    </>
  );
}

type FindingCounts = NonNullable<ArtifactDetails['findingCounts']>;

const totalFindings = ({ critical, high, medium, low, malware }: FindingCounts): number =>
  critical + high + medium + low + malware;

const tabNames = ['files', 'findings', 'components', 'decisions', 'activity'] as const;

function tabsOf(at: ArtifactKey, { files, findingCounts }: ArtifactDetails) {
  const findings = findingCounts ? totalFindings(findingCounts) : undefined;
  const counts: Partial<Record<ArtifactTab, number>> = {
    files: files.totalCount,
    ...(findings === undefined ? {} : { findings }),
  };
  return [
    { href: paths.artifact(at), label: t('artifact.tab.overview') },
    ...tabNames.map((tab) => ({
      href: paths.artifact(at, tab),
      label: t(`artifact.tab.${tab}`),
      ...(counts[tab] === undefined ? {} : { count: counts[tab] }),
    })),
  ];
}
