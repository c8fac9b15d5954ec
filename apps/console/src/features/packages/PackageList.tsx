'use client';

import { StateStamp, YankedStamp } from '#features/artifacts/StateStamp.tsx';
import { ListSearch } from '#features/reading/ListSearch.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import { type PackageRowFragment, PackagesDocument } from '#generated/graphql.ts';
import { shortVersion } from '#lib/format.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { LinkButton } from '#ui/LinkButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TextLink } from '#ui/TextLink.tsx';

function columnsOf(at: RepositoryKey): readonly Column<PackageRowFragment>[] {
  return [
    {
      key: 'name',
      title: t('field.name'),
      breaksAnywhere: true,
      render: ({ name }) => (
        <TextLink href={paths.package({ ...at, name })} look="strong">
          {name}
        </TextLink>
      ),
    },
    {
      key: 'latest',
      title: t('package.latest'),
      render: ({ latest }) =>
        latest ? <code>{shortVersion(latest.version)}</code> : t('package.none'),
    },
    {
      key: 'state',
      title: t('artifact.state'),
      render: ({ latest }) =>
        latest ? (
          <>
            <StateStamp state={latest.state} />
            {latest.yankedAt === null ? null : <YankedStamp />}
          </>
        ) : null,
    },
    {
      key: 'description',
      title: t('field.description'),
      isSecondary: true,
      render: ({ description }) => description,
    },
    {
      key: 'updated',
      title: t('project.updated'),
      isSecondary: true,
      render: ({ updatedAt }) => <When at={updatedAt} />,
    },
  ];
}

/** The packages of one repository. */
export function PackageList({ at }: { readonly at: RepositoryKey }) {
  const address = useAddress();
  const search = address.get('search');
  const variables = { ...at, search: search || null, ...pageArguments(address) };
  const reading = useReading(PackagesDocument, variables, { types: ['Package', 'Artifact'] });
  return (
    <Panel
      title={t('package.list.title')}
      padding="flush"
      actions={<ListSearch address={address} />}
    >
      <PagedTable
        reading={reading}
        subject={(data) => data.repository?.packages}
        label={t('package.list.title')}
        columns={columnsOf(at)}
        address={address}
        empty={<NoPackages at={at} isSearched={search !== ''} />}
      />
    </Panel>
  );
}

function NoPackages(props: { readonly at: RepositoryKey; readonly isSearched: boolean }) {
  if (props.isSearched) return <EmptyState title={t('package.empty.search')} />;
  return (
    <EmptyState
      title={t('package.empty.title')}
      hint={t('package.empty.hint')}
      action={
        <Stack direction="row" gap={8}>
          <LinkButton variant="contained" href={paths.repository(props.at, 'setup')}>
            {t('repository.tab.setup')}
          </LinkButton>
          <LinkButton variant="outlined" href={paths.repository(props.at, 'upload')}>
            {t('repository.tab.upload')}
          </LinkButton>
        </Stack>
      }
    />
  );
}
