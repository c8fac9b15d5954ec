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

type TextName = keyof typeof labels;

function SourceText(
  props: SourceFieldsProps & { readonly field: TextName; readonly hint?: string },
) {
  const { field, draft, onChange, problems, hint } = props;
  return (
    <TextField
      label={t(labels[field])}
      value={draft[field]}
      onChange={(event) => onChange({ ...draft, [field]: event.target.value })}
      error={field in problems}
      helperText={problems[field] ?? hint ?? t(hints[field])}
      type={field === 'secret' ? 'password' : 'text'}
      autoComplete={field === 'secret' ? 'new-password' : 'off'}
      slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
      required={field === 'name' || field === 'url'}
      fullWidth
    />
  );
}

export function SourceFields(props: SourceFieldsProps) {
  const { draft, onChange } = props;
  return (
    <>
      <SourceText {...props} field="name" />
      <Choice
        label={t('source.kind')}
        value={draft.kind}
        options={vcsKinds.map((value) => ({ value, label: t(`source.kind.${value}`) }))}
        onChange={(kind) => onChange({ ...draft, kind })}
      />
      <SourceAskingFields {...props} />
    </>
  );
}

export interface SourceAskingFieldsProps extends SourceFieldsProps {
  /** A credential is kept: what is left empty is not taken back by that. */
  readonly hasCredential?: boolean;
}

/** Where a source lies and how it is asked: what may change of it. */
export function SourceAskingFields({ hasCredential, ...props }: SourceAskingFieldsProps) {
  const { draft, onChange } = props;
  const kept = hasCredential === true ? { hint: t('source.secret.kept-hint') } : {};
  // What was set by other means stays among the choices.
  const choices = [...new Set([...pollChoices, draft.poll])];
  return (
    <>
      <SourceText {...props} field="url" />
      {draft.kind === 'GIT' ? null : <SourceText {...props} field="apiUrl" />}
      <SourceText {...props} field="userName" />
      <SourceText {...props} {...kept} field="secret" />
      <Choice
        label={t('source.poll')}
        value={draft.poll}
        options={choices.map((value) => ({ value, label: pollName(value) }))}
        onChange={(poll) => onChange({ ...draft, poll })}
      />
    </>
  );
}

function pollName(seconds: string): string {
  const known = pollChoices.find((choice) => choice === seconds);
  return known ? t(`source.poll.${known}`) : t('source.poll.seconds', { seconds });
}
