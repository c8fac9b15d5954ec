'use client';

import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { FormFailure } from '#features/reading/FormFailure.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { When } from '#features/reading/When.tsx';
import { reasonWithout, useViewer } from '#features/session/ViewerContext.tsx';
import {
  AdvisoryDatabaseDocument,
  type AdvisoryDatabaseQuery,
  ImportAdvisoriesDocument,
} from '#generated/graphql.ts';
import { formatCount } from '#lib/format.ts';
import { useAct, useReading } from '#lib/graphql/hooks.ts';
import { limits } from '#lib/limits.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { type Column, DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { FormBoxes } from '#ui/FormBoxes.tsx';
import { FormDialog } from '#ui/FormDialog.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { useToast } from '#ui/Toasts.tsx';

type Database = AdvisoryDatabaseQuery['advisoryDatabase'];
type Import = Database['imports']['nodes'][number];

const columns: readonly Column<Import>[] = [
  {
    key: 'source',
    title: t('advisory.import.source'),
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
  const { run, isRunning, failure } = useAct(ImportAdvisoriesDocument);
  const toast = useToast();
  const submit = async (): Promise<void> => {
    const { data } = await run({ input: { source } });
    if (!data) return;
    toast({ tone: 'success', text: t('advisory.import.started') });
    onClose();
  };
  return (
    <FormDialog
      isOpen
      title={t('advisory.import')}
      submitLabel={t('advisory.import')}
      cancelLabel={t('action.cancel')}
      isRunning={isRunning}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <FormFailure failure={failure} />
      <TextField
        label={t('advisory.import.source')}
        helperText={failure?.fields['source'] ?? t('advisory.import.hint')}
        error={failure?.fields['source'] !== undefined}
        value={source}
        onChange={(event) => setSource(event.target.value)}
        autoFocus
      />
    </FormDialog>
  );
}
