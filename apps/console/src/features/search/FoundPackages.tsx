import { StateStamp } from '#features/artifacts/StateStamp.tsx';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import { formatName } from '#features/repositories/repository-words.ts';
import { type PackageHitFragment, SearchPackagesDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import type { FoundProps } from './FoundArtifacts.tsx';

function placeOf({ repository }: PackageHitFragment) {
  return { project: repository.project.slug, repository: repository.slug };
}

const columns: readonly Column<PackageHitFragment>[] = [
  {
    key: 'name',
    title: t('field.name'),
    render: (hit) => (
      <TextLink href={paths.package({ ...placeOf(hit), name: hit.name })} look="strong">
        {hit.name}
      </TextLink>
    ),
  },
  {
    key: 'latest',
    title: t('package.latest'),
    render: ({ latest }) => (latest ? <code>{latest.version}</code> : t('package.none')),
  },
  {
    key: 'state',
    title: t('artifact.state'),
    render: ({ latest }) => (latest ? <StateStamp state={latest.state} /> : null),
  },
  {
    key: 'format',
    title: t('repository.format'),
    isSecondary: true,
    render: ({ repository }) => formatName(repository.format),
  },
  {
    key: 'place',
    title: t('artifact.place'),
    isSecondary: true,
    render: (hit) => {
      const at = placeOf(hit);
      return (
        <TextLink href={paths.repository(at)} look="quiet">
          {`${at.project}/${at.repository}`}
        </TextLink>
      );
    },
  },
  {
    key: 'updated',
    title: t('project.updated'),
    isSecondary: true,
    render: ({ updatedAt }) => <When at={updatedAt} />,
  },
];

/** The packages of which a search finds a version, by name. */
export function FoundPackages({ address, query }: FoundProps) {
  const variables = { query, ...pageArguments(address) };
  const reading = useReading(SearchPackagesDocument, variables, { types: ['Package', 'Artifact'] });
  return (
    <ReadingView
      reading={reading.failure ? { ...reading, data: undefined } : reading}
      subject={({ searchPackages }) => searchPackages}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('search.results') })} />}
    >
      {(found) =>
        found.nodes.length === 0 ? (
          <EmptyState title={t('search.empty.title')} hint={t('search.empty.hint')} />
        ) : (
          <>
            <DataTable
              label={t('search.results')}
              columns={columns}
              rows={found.nodes}
              rowKey={({ id }) => id}
            />
            <ConnectionPager page={found} address={address} />
          </>
        )
      }
    </ReadingView>
  );
}
