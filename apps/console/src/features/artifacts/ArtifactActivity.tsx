'use client';

import { auditColumns } from '#features/audit/audit-columns.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { ArtifactActivityDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { artifactNode, useArtifactList } from './use-artifact-list.ts';

/** The audit log of one artifact. */
export function ArtifactActivity({ artifact }: { readonly artifact: ArtifactDetails }) {
  const { address, reading } = useArtifactList(ArtifactActivityDocument, { id: artifact.id });
  return (
    <Panel padding="flush" title={t('activity.label')}>
      <PagedTable
        reading={reading}
        subject={(data) => artifactNode(data.node)?.activity}
        label={t('activity.label')}
        columns={auditColumns}
        address={address}
        empty={<EmptyState title={t('activity.empty')} />}
      />
    </Panel>
  );
}
