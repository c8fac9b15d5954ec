'use client';

import { useState } from 'react';
import { useClient } from 'urql';
import { CopyText } from '#features/reading/CopyText.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { reasonWithout } from '#features/session/ViewerContext.tsx';
import {
  ArtifactFilesDocument,
  type ArtifactFilesQuery,
  FileDownloadDocument,
} from '#generated/graphql.ts';
import { failureOf } from '#lib/errors.ts';
import { formatBytes, shortDigest } from '#lib/format.ts';
import { persisted } from '#lib/graphql/persisted-document.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { useToast } from '#ui/Toasts.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { artifactNode, useArtifactList } from './use-artifact-list.ts';

type ArtifactNode = Extract<NonNullable<ArtifactFilesQuery['node']>, { __typename: 'Artifact' }>;
type ArtifactFile = NonNullable<ArtifactNode['files']>['nodes'][number];

function columnsOf(artifact: ArtifactDetails): readonly Column<ArtifactFile>[] {
  return [
    {
      key: 'path',
      title: t('file.path'),
      breaksAnywhere: true,
      render: ({ path }) => <strong>{path}</strong>,
    },
    {
      key: 'digest',
      title: t('artifact.digest'),
      isSecondary: true,
      render: ({ digest }) => <CopyText text={digest} shown={shortDigest(digest)} />,
    },
    {
      key: 'type',
      title: t('file.type'),
      isSecondary: true,
      render: ({ contentType }) => contentType,
    },
    {
      key: 'size',
      title: t('artifact.size'),
      align: 'right',
      render: ({ sizeBytes }) => formatBytes(sizeBytes),
    },
    {
      key: 'download',
      title: t('field.actions'),
      isTitleHidden: true,
      align: 'right',
      render: (file) => <DownloadButton artifact={artifact} file={file} />,
    },
  ];
}

export function ArtifactFiles({ artifact }: { readonly artifact: ArtifactDetails }) {
  const { address, reading } = useArtifactList(ArtifactFilesDocument, { id: artifact.id });
  return (
    <Panel padding="flush" title={t('artifact.tab.files')}>
      <PagedTable
        reading={reading}
        subject={(data) => artifactNode(data.node)?.files}
        label={t('artifact.tab.files')}
        columns={columnsOf(artifact)}
        address={address}
        empty={<EmptyState title={t('file.empty')} />}
      />
    </Panel>
  );
}

interface DownloadButtonProps {
  readonly artifact: ArtifactDetails;
  readonly file: ArtifactFile;
}

/**
 * Asks for a signed address when it is pressed, and not before: making one is a decision that is
 * recorded.
 */
function DownloadButton({ artifact, file }: DownloadButtonProps) {
  const client = useClient();
  const toast = useToast();
  const [isRunning, setIsRunning] = useState(false);
  const held = artifact.state === 'RELEASED' ? undefined : t('file.held');
  const download = async (): Promise<void> => {
    setIsRunning(true);
    const { data, error } = await client
      .query(persisted(FileDownloadDocument), { id: file.id }, { requestPolicy: 'network-only' })
      .toPromise();
    setIsRunning(false);
    if (error) return toast({ tone: 'error', text: failureOf(error).message });
    const url = data?.node?.__typename === 'File' ? data.node.downloadUrl : null;
    if (url) window.location.assign(url);
    else toast({ tone: 'error', text: t('file.held') });
  };
  return (
    <ActionButton
      size="small"
      isRunning={isRunning}
      disabledReason={reasonWithout(artifact.viewerCan, 'artifact:download') ?? held}
      aria-label={t('file.download', { path: file.path })}
      onClick={() => void download()}
    >
      {t('action.download')}
    </ActionButton>
  );
}
