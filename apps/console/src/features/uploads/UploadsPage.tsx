'use client';

import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import { TerminateUploadDocument, UploadsDocument, type UploadsQuery } from '#generated/graphql.ts';
import { formatBytes } from '#lib/format.ts';
import { useAct, useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { LinkButton } from '#ui/LinkButton.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { Stamp, type StampTone } from '#ui/Stamp.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { useToast } from '#ui/Toasts.tsx';
import { UploadList } from './UploadList.tsx';
import { useUploads } from './UploadProvider.tsx';

type ServerUpload = UploadsQuery['uploads']['nodes'][number];

const tones: Readonly<Record<ServerUpload['state'], StampTone>> = {
  OPEN: 'held',
  COMPLETED: 'cleared',
  FAILED: 'refused',
  TERMINATED: 'neutral',
  EXPIRED: 'neutral',
};

const columns: readonly Column<ServerUpload>[] = [
  {
    key: 'path',
    title: t('file.path'),
    render: (upload) => <UploadName upload={upload} />,
  },
  {
    key: 'place',
    title: t('repository.caption'),
    isSecondary: true,
    render: ({ repository }) => {
      const at = { project: repository.project.slug, repository: repository.slug };
      return <TextLink href={paths.repository(at)}>{`${at.project}/${at.repository}`}</TextLink>;
    },
  },
  {
    key: 'state',
    title: t('artifact.state'),
    render: ({ state, failure }) => (
      <>
        <Stamp tone={tones[state]} label={t(`upload.server.${state}`)} /> {failure}
      </>
    ),
  },
  {
    key: 'offset',
    title: t('upload.offset'),
    align: 'right',
    render: ({ offsetBytes, sizeBytes }) =>
      `${formatBytes(offsetBytes)} / ${sizeBytes ? formatBytes(sizeBytes) : '?'}`,
  },
  {
    key: 'at',
    title: t('field.created'),
    isSecondary: true,
    render: ({ createdAt }) => <When at={createdAt} />,
  },
  {
    key: 'actions',
    title: t('field.actions'),
    isTitleHidden: true,
    align: 'right',
    render: ({ id, state }) => (state === 'OPEN' ? <Terminate id={id} /> : null),
  },
];

function UploadName({ upload }: { readonly upload: ServerUpload }) {
  const { artifact, repository, path } = upload;
  if (!artifact) return path;
  const href = paths.artifact({
    project: repository.project.slug,
    repository: repository.slug,
    name: artifact.package.name,
    version: artifact.version,
  });
  return (
    <TextLink href={href} look="strong">
      {path}
    </TextLink>
  );
}

function Terminate({ id }: { readonly id: string }) {
  const { run, isRunning } = useAct(TerminateUploadDocument);
  const toast = useToast();
  const terminate = async (): Promise<void> => {
    const { failure } = await run({ input: { id } });
    if (failure) toast({ tone: 'error', text: failure.message });
  };
  return (
    <ActionButton size="small" color="error" isRunning={isRunning} onClick={() => void terminate()}>
      {t('upload.cancel')}
    </ActionButton>
  );
}

/** Uploads of this browser, and below them every upload of the viewer that the server knows. */
export function UploadsPage() {
  const address = useAddress();
  const entries = useUploads();
  const variables = { state: null, ...pageArguments(address) };
  const reading = useReading(UploadsDocument, variables, { types: ['Upload'] });
  return (
    <>
      <PageHeader title={t('nav.uploads')} description={t('upload.description')} />
      <Stack>
        {entries.length > 0 ? (
          <Panel title={t('upload.own')} padding="flush">
            <UploadList entries={entries} />
          </Panel>
        ) : null}
        <Panel title={t('upload.history')} padding="flush">
          <ReadingView
            reading={reading}
            subject={(data) => data.uploads}
            skeleton={<TableSkeleton label={t('state.loading', { what: t('upload.history') })} />}
          >
            {(uploads) =>
              uploads.nodes.length === 0 ? (
                <EmptyState
                  title={t('upload.empty.title')}
                  hint={t('upload.empty.hint')}
                  action={
                    <LinkButton variant="outlined" href={paths.projects()}>
                      {t('project.list.title')}
                    </LinkButton>
                  }
                />
              ) : (
                <>
                  <DataTable
                    label={t('upload.history')}
                    columns={columns}
                    rows={uploads.nodes}
                    rowKey={({ id }) => id}
                  />
                  <ConnectionPager page={uploads} address={address} />
                </>
              )
            }
          </ReadingView>
        </Panel>
      </Stack>
    </>
  );
}
