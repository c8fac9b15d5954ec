'use client';

import { PagedTable } from '#features/reading/PagedTable.tsx';
import type { Address } from '#features/reading/use-address.ts';
import { useAddress } from '#features/reading/use-address.ts';
import { severities } from '#features/repositories/policy-words.ts';
import type { FindingKind } from '#generated/graphql.ts';
import { ArtifactFindingsDocument, type ArtifactFindingsQuery } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { Choice } from '#ui/Choice.tsx';
import type { Column } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TextLink } from '#ui/TextLink.tsx';
import type { ArtifactDetails } from './artifact-details.ts';
import { severityTones } from './artifact-words.ts';
import { SeverityFilter } from './SeverityFilter.tsx';
import { artifactNode, useArtifactList } from './use-artifact-list.ts';

type ArtifactNode = Extract<NonNullable<ArtifactFindingsQuery['node']>, { __typename: 'Artifact' }>;
type Finding = NonNullable<ArtifactNode['findings']>['nodes'][number];

const findingKinds = ['VULNERABILITY', 'MALWARE'] as const satisfies readonly FindingKind[];

const columns: readonly Column<Finding>[] = [
  {
    key: 'severity',
    title: t('findings.severity'),
    render: ({ severity, kind, score }) => (
      <Stack direction="row" gap={6}>
        <Stamp
          tone={kind === 'MALWARE' ? 'refused' : severityTones[severity]}
          label={kind === 'MALWARE' ? t('finding.MALWARE') : t(`severity.${severity}`)}
        />
        {score ? <span>{score.toFixed(1)}</span> : null}
      </Stack>
    ),
  },
  {
    key: 'advisory',
    title: t('findings.advisory'),
    render: ({ advisoryId, title }) => (
      <>
        <TextLink href={paths.advisory(advisoryId)} look="strong">
          {advisoryId}
        </TextLink>
        <div>{title}</div>
      </>
    ),
  },
  {
    key: 'component',
    title: t('findings.component'),
    breaksAnywhere: true,
    render: ({ componentPurl, relation }) => (
      <>
        <code>{componentPurl}</code>
        <div style={{ color: 'var(--mui-palette-text-secondary)' }}>
          {t(`relation.${relation}`)}
        </div>
      </>
    ),
  },
  {
    key: 'fixed',
    title: t('findings.fixed-in'),
    render: ({ fixedIn }) =>
      fixedIn.length > 0 ? <code>{fixedIn.join(', ')}</code> : t('findings.no-fix'),
  },
];

export function ArtifactFindings({ artifact }: { readonly artifact: ArtifactDetails }) {
  const own = useAddress();
  const severity = own.get('severity');
  const kind = own.get('kind');
  const { address, reading } = useArtifactList(ArtifactFindingsDocument, {
    id: artifact.id,
    severityAtLeast: severities.find((one) => one === severity) ?? null,
    kind: findingKinds.find((one) => one === kind) ?? null,
  });
  return (
    <Panel
      padding="flush"
      title={t('findings.label')}
      actions={<FindingFilters address={address} />}
    >
      <PagedTable
        reading={reading}
        subject={(data) => artifactNode(data.node)?.findings}
        label={t('findings.label')}
        columns={columns}
        address={address}
        empty={<NoFindings artifact={artifact} isFiltered={severity !== '' || kind !== ''} />}
      />
    </Panel>
  );
}

function FindingFilters({ address }: { readonly address: Address }) {
  return (
    <>
      <SeverityFilter address={address} />
      <Choice
        label={t('findings.kind')}
        value={address.get('kind')}
        any={{ label: t('filter.any'), onChoose: () => address.set({ kind: '' }) }}
        options={findingKinds.map((value) => ({
          value,
          label: t(`finding.${value}`),
        }))}
        onChange={(kind) => address.set({ kind })}
        width={150}
      />
    </>
  );
}

function NoFindings(props: { readonly artifact: ArtifactDetails; readonly isFiltered: boolean }) {
  if (props.isFiltered) return <EmptyState title={t('findings.empty.filtered')} />;
  const { scanStatus, latestScan } = props.artifact;
  if (scanStatus === 'FAILED') {
    return <EmptyState title={t('findings.empty.failed')} hint={latestScan?.error} />;
  }
  if (scanStatus !== 'SCANNED') return <EmptyState title={t('findings.empty.unscanned')} />;
  return <EmptyState title={t('findings.empty.title')} hint={t('findings.empty.hint')} />;
}
