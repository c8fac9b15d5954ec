'use client';

import { Receipt } from '#features/decisions/Receipt.tsx';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { ArtifactDecisionsDocument } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { artifactNode, useArtifactList } from './use-artifact-list.ts';

/** Every receipt of this artifact, the latest first. */
export function ArtifactDecisions({ artifact }: { readonly artifact: ArtifactDetails }) {
  const { address, reading } = useArtifactList(ArtifactDecisionsDocument, { id: artifact.id });
  return (
    <ReadingView
      reading={reading}
      subject={(data) => artifactNode(data.node)?.decisions}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('artifact.tab.decisions') })} />}
    >
      {(decisions) =>
        decisions.nodes.length === 0 ? (
          <EmptyState title={t('decision.empty')} />
        ) : (
          <Stack>
            {decisions.nodes.map((decision) => (
              <Receipt key={decision.id} decision={decision} look="compact" />
            ))}
            <ConnectionPager page={decisions} address={address} />
          </Stack>
        )
      }
    </ReadingView>
  );
}
