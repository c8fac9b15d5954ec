'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { ActionsDocument, CreateApiKeyDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { CheckList } from '#ui/CheckList.tsx';
import { Choice } from '#ui/Choice.tsx';
import { emptyKeyDraft, type KeyDraft, keyExpiries, keyInput, keyScopes } from './key-draft.ts';

export interface KeyCreateDialogProps {
  readonly onClose: () => void;
  readonly onCreated: (name: string, secret: string) => void;
}

export function KeyCreateDialog({ onClose, onCreated }: KeyCreateDialogProps) {
  const [draft, setDraft] = useState(emptyKeyDraft);
  const [openedAtMs] = useState(() => Date.now());
  return (
    <ActDialog
      document={CreateApiKeyDocument}
      variables={{ input: keyInput(draft, openedAtMs) }}
      title={t('key.create')}
      onDone={({ createApiKey }) => onCreated(draft.name, createApiKey.secret)}
      onClose={onClose}
    >
      {(problems) => (
        <>
          <TextField
            label={t('key.name')}
            helperText={problems['name'] ?? t('key.name-hint')}
            error={'name' in problems}
            value={draft.name}
            onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            autoFocus
            required
          />
          <ScopeFields draft={draft} onChange={setDraft} problems={problems} />
          <Choice
            label={t('key.expiry')}
            value={draft.expiry}
            options={keyExpiries.map((value) => ({ value, label: t(`key.expiry.${value}`) }))}
            onChange={(expiry) => setDraft({ ...draft, expiry })}
          />
          <ActionFields draft={draft} onChange={setDraft} />
        </>
      )}
    </ActDialog>
  );
}

interface DraftFieldsProps {
  readonly draft: KeyDraft;
  readonly onChange: (draft: KeyDraft) => void;
}

function ScopeFields(
  props: DraftFieldsProps & { readonly problems: Readonly<Record<string, string>> },
) {
  const { draft, onChange, problems } = props;
  const text = (field: 'project' | 'repository') => (
    <TextField
      label={t(`key.${field}`)}
      value={draft[field]}
      onChange={(event) => onChange({ ...draft, [field]: event.target.value })}
      error={field in problems}
      helperText={problems[field]}
    />
  );
  return (
    <>
      <Choice
        label={t('key.scope')}
        value={draft.scope}
        options={keyScopes.map((value) => ({ value, label: t(`key.scope.${value}`) }))}
        onChange={(scope) => onChange({ ...draft, scope })}
      />
      {draft.scope === 'everywhere' ? null : text('project')}
      {draft.scope === 'repository' ? text('repository') : null}
    </>
  );
}

function ActionFields({ draft, onChange }: DraftFieldsProps) {
  const { data } = useReading(ActionsDocument, {}, { pause: draft.actions === undefined });
  return (
    <>
      <Choice
        label={t('key.actions')}
        value={draft.actions ? 'some' : 'all'}
        options={(['all', 'some'] as const).map((value) => ({
          value,
          label: t(`key.actions.${value}`),
        }))}
        onChange={(chosen) => onChange({ ...draft, actions: chosen === 'some' ? [] : undefined })}
      />
      {draft.actions ? (
        <CheckList
          label={t('key.actions.some')}
          options={(data?.actions ?? []).map(({ action, description }) => ({
            value: action,
            hint: description,
          }))}
          chosen={draft.actions}
          onChange={(actions) => onChange({ ...draft, actions })}
        />
      ) : null}
    </>
  );
}
