'use client';

import { useAddress } from '#features/reading/use-address.ts';
import { t } from '#lib/messages.ts';
import { paths, type RepositoryKey } from '#lib/paths.ts';
import { LinkButton } from '#ui/LinkButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { ArtifactTable } from './ArtifactTable.tsx';
import { repositoryArtifactColumns } from './artifact-columns.tsx';
import { filterFrom } from './artifact-filter.ts';

/** The artifacts of one repository, across its packages. */
export function RepositoryArtifacts({ at }: { readonly at: RepositoryKey }) {
  const address = useAddress();
  const { project: _project, repository: _repository, ...filter } = filterFrom(address);
  return (
    <Panel padding="flush">
      <ArtifactTable
        address={address}
        filter={filter}
        fixed={at}
        columns={repositoryArtifactColumns}
        emptyAction={
          <LinkButton variant="outlined" href={paths.repository(at, 'setup')}>
            {t('repository.tab.setup')}
          </LinkButton>
        }
      />
    </Panel>
  );
}
