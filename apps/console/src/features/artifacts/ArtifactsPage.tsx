'use client';

import { useAddress } from '#features/reading/use-address.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { LinkButton } from '#ui/LinkButton.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { ArtifactTable } from './ArtifactTable.tsx';
import { artifactColumns } from './artifact-columns.tsx';
import { filterFrom } from './artifact-filter.ts';

/** Browse and search everything that the viewer may see. */
export function ArtifactsPage() {
  const address = useAddress();
  return (
    <>
      <PageHeader title={t('artifact.list.title')} description={t('artifact.list.description')} />
      <Panel padding="flush">
        <ArtifactTable
          address={address}
          filter={filterFrom(address)}
          columns={artifactColumns}
          emptyAction={
            <LinkButton variant="outlined" href={paths.projects()}>
              {t('project.list.title')}
            </LinkButton>
          }
        />
      </Panel>
    </>
  );
}
