'use client';

import type { ReactNode } from 'react';
import { CopyText } from '#features/reading/CopyText.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { UploadDropArea } from '#features/uploads/UploadDropArea.tsx';
import { RepositoryDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { LinkButton } from '#ui/LinkButton.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TabLinks } from '#ui/TabLinks.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import type { RepositoryDetails } from './repository-details.ts';
import { formatName, kindName } from './repository-words.ts';

export interface RepositoryFrameProps {
  readonly at: RepositoryKey;
  readonly children: (repository: RepositoryDetails) => ReactNode;
}

const tabs = [
  'artifacts',
  'setup',
  'upload',
  'sources',
  'cache',
  'origin',
  'policy',
  'members',
  'settings',
] as const;

/**
 * Nobody uploads to what shows the things of others, only Composer's packages are made of version
 * control, and only a proxy keeps what it fetched and asks for names.
 */
function tabsOf({ kind, format }: RepositoryDetails) {
  const isHosted = kind === 'HOSTED';
  const hasSources = isHosted && format === 'COMPOSER';
  return tabs.filter((tab) => {
    if (tab === 'sources') return hasSources;
    if (tab === 'cache' || tab === 'origin') return kind === 'PROXY';
    return isHosted || tab !== 'upload';
  });
}

/** The head and tabs of a repository. Files can be dropped anywhere below it. */
export function RepositoryFrame({ at, children }: RepositoryFrameProps) {
  const reading = useReading(RepositoryDocument, at);
  return (
    <ReadingView
      reading={reading}
      subject={(data) => data.repository}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('repository.caption') })} />}
    >
      {(repository) => (
        <UploadDropArea repository={repository}>
          <RepositoryHead at={at} repository={repository} />
          <TabLinks
            label={t('repository.tabs')}
            tabs={[
              { href: paths.repository(at), label: t('repository.tab.packages') },
              ...tabsOf(repository).map((tab) => ({
                href: paths.repository(at, tab),
                label: t(`repository.tab.${tab}`),
              })),
            ]}
          />
          {children(repository)}
        </UploadDropArea>
      )}
    </ReadingView>
  );
}

interface RepositoryHeadProps {
  readonly at: RepositoryKey;
  readonly repository: RepositoryDetails;
}

function RepositoryHead({ at, repository }: RepositoryHeadProps) {
  return (
    <PageHeader
      caption={
        <>
          <TextLink href={paths.project(at.project)} look="quiet">
            {repository.project.name}
          </TextLink>
          <span>{kindName(repository.kind)}</span>
          <span>{t(`repository.visibility.${repository.isPublic ? 'public' : 'private'}`)}</span>
        </>
      }
      title={
        <>
          {repository.name}
          <Stamp tone="noted" label={formatName(repository.format)} />
        </>
      }
      description={
        <>
          {repository.description ? <div>{repository.description}</div> : null}
          <CopyText text={repository.url} />
        </>
      }
      actions={
        <LinkButton href={paths.repository(at, 'setup')} variant="outlined">
          {t('repository.tab.setup')}
        </LinkButton>
      }
    />
  );
}
