'use client';

import { PagedTable } from '#features/reading/PagedTable.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { AuditEventsDocument, type AuditFilter } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { endpoints } from '#lib/paths.ts';
import { EmptyState } from '#ui/EmptyState.tsx';
import { MenuButton } from '#ui/MenuButton.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { AuditFilters } from './AuditFilters.tsx';
import { auditColumns } from './audit-columns.tsx';
import { auditFilter, exportQuery } from './audit-filter.ts';

/** Search the audit log by everything it records, and take away exactly what is shown. */
export function AuditPage() {
  const address = useAddress();
  const filter = auditFilter(address);
  const reading = useReading(AuditEventsDocument, { filter, ...pageArguments(address) });
  return (
    <>
      <PageHeader
        title={t('audit.title')}
        description={t('audit.description')}
        actions={<ExportMenu filter={filter} />}
      />
      <Panel padding="flush">
        <AuditFilters address={address} />
        <PagedTable
          reading={reading}
          subject={(data) => data.auditEvents}
          label={t('audit.label')}
          columns={auditColumns}
          address={address}
          empty={<EmptyState title={t('audit.empty')} />}
        />
      </Panel>
    </>
  );
}

const formats = ['json', 'html'] as const;

function ExportMenu({ filter }: { readonly filter: AuditFilter }) {
  const actions = formats.map((format) => ({
    label: t(`audit.export.${format}`),
    download: endpoints.auditExport(exportQuery(filter, format)),
  }));
  return <MenuButton label={t('audit.export')} actions={actions} />;
}
