'use client';

import { auditColumns } from '#features/audit/audit-columns.tsx';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { ArtifactActivityDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { artifactNode, useArtifactList } from './use-artifact-list.ts';

/** The audit log of one artifact. */
export function ArtifactActivity({ artifact }: { readonly artifact: ArtifactDetails }) {
  const { address, reading } = useArtifactList(ArtifactActivityDocument, { id: artifact.id });
  return (
    <Panel padding="flush" title={t('activity.label')}>
      <ReadingView
        reading={reading}
        subject={(data) => artifactNode(data.node)?.activity}
        skeleton={<TableSkeleton label={t('state.loading', { what: t('activity.label') })} />}
      >
        {(activity) =>
          activity.nodes.length === 0 ? (
            <EmptyState title={t('activity.empty')} />
          ) : (
            <>
              <DataTable
                label={t('activity.label')}
                columns={auditColumns}
                rows={activity.nodes}
                rowKey={({ id }) => id}
              />
              <ConnectionPager page={activity} address={address} />
            </>
          )
        }
      </ReadingView>
    </Panel>
  );
}
