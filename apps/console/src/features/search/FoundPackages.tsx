import { StateStamp } from '#features/artifacts/StateStamp.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import { formatName } from '#features/repositories/repository-words.ts';
import { type PackageHitFragment, SearchPackagesDocument } from '#generated/graphql.ts';
import { shortVersion } from '#lib/format.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import type { FoundProps } from './FoundArtifacts.tsx';

function placeOf({ repository }: PackageHitFragment) {
  return { project: repository.project.slug, repository: repository.slug };
}

const columns: readonly Column<PackageHitFragment>[] = [
  {
    key: 'name',
    title: t('field.name'),
    breaksAnywhere: true,
    render: (hit) => (
      <TextLink href={paths.package({ ...placeOf(hit), name: hit.name })} look="strong">
        {hit.name}
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
    <PagedTable
      reading={reading.failure ? { ...reading, data: undefined } : reading}
      subject={(data) => data.searchPackages}
      label={t('search.results')}
      columns={columns}
      address={address}
      empty={<EmptyState title={t('search.empty.title')} hint={t('search.empty.hint')} />}
    />
  );
}
