'use client';

import { PagedTable } from '#features/reading/PagedTable.tsx';
import { SearchDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { limits } from '#lib/limits.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { LinkButton } from '#ui/LinkButton.tsx';
import { Panel } from '#ui/Panel.tsx';
import { artifactColumns } from './artifact-columns.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { packageOf } from './package-of.ts';

export interface ArtifactUsersProps {
  readonly artifact: ArtifactDetails;
  readonly purl: string;
}

/** Which versions of other packages name this package among their dependencies. */
export function ArtifactUsers({ artifact, purl }: ArtifactUsersProps) {
  const query = `${packageOf(purl)} -name:${artifact.package.name}`;
  const reading = useReading(
    SearchDocument,
    { query, first: limits.usersShown },
    { types: ['Artifact'] },
  );
  return (
    <Panel
      padding="flush"
      title={t('components.users')}
      actions={
        <LinkButton size="small" href={paths.search(query)}>
          {t('components.users.all')}
        </LinkButton>
      }
    >
      <PagedTable
        reading={reading}
        subject={(data) => data.search}
        label={t('components.users')}
        columns={artifactColumns}
        empty={<EmptyState title={t('components.users.empty')} />}
      />
    </Panel>
  );
}
