'use client';

import { ReadingView } from '#features/reading/ReadingView.tsx';
import { When } from '#features/reading/When.tsx';
import { RuleList } from '#features/rules/RuleList.tsx';
import {
  type PolicyPartsFragment,
  RepositoryPolicyDocument,
  type RepositoryPolicyQuery,
} from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import type { RepositoryKey } from '#lib/paths.ts';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { PolicyForm } from './PolicyForm.tsx';
import { policyInWords } from './policy-words.ts';

const columns: readonly Column<PolicyPartsFragment>[] = [
  {
    key: 'version',
    title: t('policy.history'),
    render: ({ version, isDefault }) =>
      isDefault ? t('policy.default') : t('policy.version', { version }),
  },
  {
    key: 'words',
    title: t('policy.in-words'),
    render: (policy) => policyInWords(policy).join(' '),
  },
  {
    key: 'by',
    title: t('policy.by'),
    isSecondary: true,
    render: ({ createdBy }) => createdBy?.displayName ?? t('field.none'),
  },
  {
    key: 'at',
    title: t('field.created'),
    isSecondary: true,
    render: ({ createdAt }) => <When at={createdAt} />,
  },
];

/** The policy and its history, or null when the viewer may not see them. */
function policyOf({ repository }: RepositoryPolicyQuery) {
  const { policy, policyHistory, id, kind, format, viewerCan } = repository ?? {};
  return policy && policyHistory && id && kind && format && viewerCan
    ? { id, kind, format, viewerCan, policy, policyHistory }
    : null;
}

/** What this repository clears, and every version that was in force before. */
export function PolicyView({ at }: { readonly at: RepositoryKey }) {
  const reading = useReading(RepositoryPolicyDocument, at, { types: ['Policy'] });
  return (
    <ReadingView
      reading={reading}
      subject={policyOf}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('policy.title') })} />}
    >
      {({ id, kind, format, viewerCan, policy, policyHistory }) => (
        <Stack>
          <PolicyForm
            key={policy.version}
            repositoryId={id}
            kind={kind}
            policy={policy}
            viewerCan={viewerCan}
          />
          <RuleList at={at} format={format} viewerCan={viewerCan} />
          {policyHistory.nodes.length > 0 ? (
            <Panel title={t('policy.history')} padding="flush">
              <DataTable
                label={t('policy.history.label')}
                columns={columns}
                rows={policyHistory.nodes}
                rowKey={({ version }) => String(version)}
              />
            </Panel>
          ) : null}
        </Stack>
      )}
    </ReadingView>
  );
}
