'use client';

import { severityTones } from '#features/artifacts/artifact-words.ts';
import { ListSearch } from '#features/reading/ListSearch.tsx';
import { PagedTable } from '#features/reading/PagedTable.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import { AdvisoriesDocument, type AdvisoryRowFragment } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import { DatabasePanel } from './DatabasePanel.tsx';

const columns: readonly Column<AdvisoryRowFragment>[] = [
  {
    key: 'id',
    title: t('advisory.id'),
    render: ({ advisoryId, aliases }) => (
      <>
        <TextLink href={paths.advisory(advisoryId)} look="strong">
          {advisoryId}
        </TextLink>
        <div style={{ color: 'var(--mui-palette-text-secondary)' }}>{aliases.join(', ')}</div>
      </>
    ),
  },
  {
    key: 'severity',
    title: t('findings.severity'),
    render: ({ kind, severity }) => (
      <Stamp
        tone={kind === 'MALWARE' ? 'refused' : severityTones[severity]}
        label={kind === 'MALWARE' ? t('finding.MALWARE') : t(`severity.${severity}`)}
      />
    ),
  },
  { key: 'summary', title: t('advisory.summary'), render: ({ summary }) => summary },
  {
    key: 'modified',
    title: t('advisory.modified'),
    isSecondary: true,
    render: ({ modifiedAt }) => <When at={modifiedAt} />,
  },
];

export function AdvisoriesPage() {
  const address = useAddress();
  const search = address.get('search');
  const reading = useReading(
    AdvisoriesDocument,
    { search: search || null, ...pageArguments(address) },
    { types: ['Advisory', 'AdvisoryImport'] },
  );
  return (
    <>
      <PageHeader title={t('advisory.title')} description={t('advisory.description')} />
      <Stack>
        <DatabasePanel />
        <Panel
          title={t('advisory.label')}
          padding="flush"
          actions={<ListSearch address={address} label={t('advisory.search')} />}
        >
          <PagedTable
            reading={reading}
            subject={(data) => data.advisories}
            label={t('advisory.label')}
            columns={columns}
            address={address}
            empty={<EmptyState title={t('advisory.empty')} />}
          />
        </Panel>
      </Stack>
    </>
  );
}
