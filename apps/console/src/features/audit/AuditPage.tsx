'use client';

import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useRef, useState } from 'react';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { AuditEventsDocument, type AuditFilter } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { endpoints } from '#lib/paths.ts';
import { DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
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
        <ReadingView
          reading={reading}
          subject={(data) => data.auditEvents}
          skeleton={
            <TableSkeleton label={t('state.loading', { what: t('audit.label') })} rows={14} />
          }
        >
          {(events) =>
            events.nodes.length === 0 ? (
              <EmptyState title={t('audit.empty')} />
            ) : (
              <>
                <DataTable
                  label={t('audit.label')}
                  columns={auditColumns}
                  rows={events.nodes}
                  rowKey={({ id }) => id}
                />
                <ConnectionPager page={events} address={address} />
              </>
            )
          }
        </ReadingView>
      </Panel>
    </>
  );
}

const formats = ['json', 'html'] as const;

function ExportMenu({ filter }: { readonly filter: AuditFilter }) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button
        ref={anchor}
        variant="outlined"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
      >
        {t('audit.export')}
      </Button>
      <Menu anchorEl={() => anchor.current} open={isOpen} onClose={() => setIsOpen(false)}>
        {formats.map((format) => (
          <MenuItem
            key={format}
            component="a"
            download
            href={endpoints.auditExport(exportQuery(filter, format))}
            onClick={() => setIsOpen(false)}
          >
            {t(`audit.export.${format}`)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
