'use client';

import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { When } from '#features/reading/When.tsx';
import { reasonWithout, useViewer } from '#features/session/ViewerContext.tsx';
import {
  AdvisoryDatabaseDocument,
  type AdvisoryDatabaseQuery,
  ImportAdvisoriesDocument,
} from '#generated/graphql.ts';
import { formatCount } from '#lib/format.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { limits } from '#lib/limits.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { FormBoxes } from '#ui/FormBoxes.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';

type Database = AdvisoryDatabaseQuery['advisoryDatabase'];
type Import = Database['imports']['nodes'][number];

const columns: readonly Column<Import>[] = [
  {
    key: 'source',
    title: t('advisory.import.source'),
    breaksAnywhere: true,
    render: ({ source }) => <code>{source}</code>,
  },
  {
    key: 'started',
    title: t('advisory.import.started-at'),
    render: ({ startedAt }) => <When at={startedAt} />,
  },
  { key: 'result', title: t('advisory.import.result'), render: resultOf },
];

function resultOf({ error, finishedAt, importedCount, skippedCount }: Import): string {
  if (error) return error;
  if (!finishedAt) return t('advisory.import.running');
  const imported = formatCount(importedCount);
  return t('advisory.import.done', { imported, skipped: formatCount(skippedCount) });
}

/** The state of the advisory database, its imports, and the next one. */
export function DatabasePanel() {
  const { permissions } = useViewer();
  const [isImporting, setIsImporting] = useState(false);
  const reading = useReading(AdvisoryDatabaseDocument, {}, { types: ['AdvisoryImport'] });
  useFollowRunning(reading.data?.advisoryDatabase.imports.nodes, reading.refresh);
  return (
    <Panel
      title={t('advisory.database')}
      padding="flush"
      actions={
        <ActionButton
          variant="contained"
          size="small"
          disabledReason={reasonWithout(permissions, 'advisory:import')}
          onClick={() => setIsImporting(true)}
        >
          {t('advisory.import')}
        </ActionButton>
      }
    >
      <ReadingView
        reading={reading}
        subject={(data) => data.advisoryDatabase}
        skeleton={
          <TableSkeleton label={t('state.loading', { what: t('advisory.database') })} rows={3} />
        }
      >
        {(database) => <DatabaseState database={database} />}
      </ReadingView>
      {isImporting ? <ImportDialog onClose={() => setIsImporting(false)} /> : null}
    </Panel>
  );
}

/** Rereads while an import is running; there is no subscription for it. */
function useFollowRunning(imports: readonly Import[] | undefined, refresh: () => void): void {
  const isRunning = imports?.some(({ finishedAt, error }) => !finishedAt && !error) ?? false;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(refresh, limits.importPollMs);
    return () => clearInterval(timer);
  }, [isRunning, refresh]);
}

function DatabaseState({ database }: { readonly database: Database }) {
  const { isReady, recordCount, importedAt, imports } = database;
  return (
    <>
      <FormBoxes
        boxes={[
          {
            caption: t('advisory.status'),
            value: (
              <Stamp
                tone={isReady ? 'cleared' : 'held'}
                label={t(isReady ? 'advisory.ready' : 'advisory.not-ready')}
              />
            ),
          },
          { caption: t('advisory.records'), value: formatCount(recordCount) },
          { caption: t('advisory.imported-at'), value: <When at={importedAt} /> },
        ]}
      />
      {imports.nodes.length === 0 ? (
        <EmptyState title={t('advisory.imports.empty')} />
      ) : (
        <DataTable
          label={t('advisory.imports')}
          columns={columns}
          rows={imports.nodes}
          rowKey={({ id }) => id}
        />
      )}
    </>
  );
}

function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const [source, setSource] = useState('');
  return (
    <ActDialog
      document={ImportAdvisoriesDocument}
      variables={{ input: { source } }}
      title={t('advisory.import')}
      said={t('advisory.import.started')}
      onClose={onClose}
    >
      {(problems) => (
        <TextField
          label={t('advisory.import.source')}
          helperText={problems['source'] ?? t('advisory.import.hint')}
          error={'source' in problems}
          value={source}
          onChange={(event) => setSource(event.target.value)}
          autoFocus
        />
      )}
    </ActDialog>
  );
}
