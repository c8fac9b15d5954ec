'use client';

import TextField from '@mui/material/TextField';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';
import { pollChoices, type SourceDraft, vcsKinds } from './source-draft.ts';

export interface SourceFieldsProps {
  readonly draft: SourceDraft;
  readonly onChange: (draft: SourceDraft) => void;
  readonly problems: Readonly<Record<string, string>>;
}

const hints = {
  name: 'source.package.hint',
  url: 'source.url.hint',
  apiUrl: 'source.api-url.hint',
  userName: 'source.user-name.hint',
  secret: 'source.secret.hint',
} as const;

const labels = {
  name: 'source.package',
  url: 'source.url',
  apiUrl: 'source.api-url',
  userName: 'source.user-name',
  secret: 'source.secret',
} as const;

export function SourceFields({ draft, onChange, problems }: SourceFieldsProps) {
  const text = (field: keyof typeof labels, isRequired = false) => (
    <TextField
      label={t(labels[field])}
      value={draft[field]}
      onChange={(event) => onChange({ ...draft, [field]: event.target.value })}
      error={field in problems}
      helperText={problems[field] ?? t(hints[field])}
      type={field === 'secret' ? 'password' : 'text'}
      autoComplete="off"
      slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
      required={isRequired}
      fullWidth
    />
  );
  return (
    <>
      {text('name', true)}
      <Choice
        label={t('source.kind')}
        value={draft.kind}
        options={vcsKinds.map((value) => ({ value, label: t(`source.kind.${value}`) }))}
        onChange={(kind) => onChange({ ...draft, kind })}
      />
      {text('url', true)}
      {draft.kind === 'GIT' ? null : text('apiUrl')}
      {text('userName')}
      {text('secret')}
      <Choice
        label={t('source.poll')}
        value={draft.poll}
        options={pollChoices.map((value) => ({ value, label: t(`source.poll.${value}`) }))}
        onChange={(poll) => onChange({ ...draft, poll })}
      />
    </>
  );
}
