'use client';

import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { ActDialog } from '#features/reading/ActDialog.tsx';
import { CreatePolicyRuleDocument, type Format } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { CheckList } from '#ui/CheckList.tsx';
import { Choice } from '#ui/Choice.tsx';
import { RuleFormatField } from './RuleFormatField.tsx';
import {
  placesFrom,
  policyLines,
  type RuleDraft,
  type RulesAt,
  ruleAt,
  ruleDays,
  ruleInput,
} from './rule-draft.ts';

export interface RuleCreateDialogProps {
  readonly at: RulesAt;
  readonly format: Format | null;
  readonly onClose: () => void;
}

type Problems = Readonly<Record<string, string>>;

interface FieldsProps {
  readonly draft: RuleDraft;
  readonly onChange: (draft: RuleDraft) => void;
  readonly problems: Problems;
}

/** Denies packages, or lets them pass lines of the policy. */
export function RuleCreateDialog({ at, format, onClose }: RuleCreateDialogProps) {
  const [draft, setDraft] = useState(() => ruleAt(at, format));
  const [openedAtMs] = useState(() => Date.now());
  return (
    <ActDialog
      document={CreatePolicyRuleDocument}
      variables={{ input: ruleInput(draft, { at, openedAtMs }) }}
      title={t('rule.create')}
      said={t('rule.created')}
      onClose={onClose}
    >
      {(problems) => (
        <>
          <SubjectFields draft={draft} onChange={setDraft} problems={problems} />
          <EffectFields draft={draft} onChange={setDraft} problems={problems} />
          <ReachFields at={at} draft={draft} onChange={setDraft} problems={problems} />
        </>
      )}
    </ActDialog>
  );
}

function SubjectFields({ draft, onChange, problems }: FieldsProps) {
  const text = (field: 'name' | 'versions' | 'licence') => (
    <TextField
      label={t(`rule.${field}`)}
      value={draft[field]}
      onChange={(event) => onChange({ ...draft, [field]: event.target.value })}
      error={field in problems}
      helperText={problems[field] ?? t(`rule.${field}-hint`)}
      autoFocus={field === 'name'}
      required={field === 'name'}
    />
  );
  return (
    <>
      {text('name')}
      {text('versions')}
      {text('licence')}
    </>
  );
}

const bars = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;

function EffectFields({ draft, onChange }: FieldsProps) {
  const { effect, severity, lifts } = draft;
  const isDenial = effect === 'DENY';
  return (
    <>
      <Choice
        label={t('rule.effect')}
        value={effect}
        options={(['DENY', 'WAIVE'] as const).map((value) => ({
          value,
          label: t(`rule.effect.${value}`),
        }))}
        onChange={(next) => onChange({ ...draft, effect: next })}
      />
      {isDenial ? null : (
        <CheckList
          label={t('rule.lifts')}
          options={policyLines.map((value) => ({ value, hint: t(`rule.line.${value}`) }))}
          chosen={lifts}
          onChange={(next) =>
            onChange({ ...draft, lifts: policyLines.filter((line) => next.includes(line)) })
          }
        />
      )}
      <Choice
        label={t(isDenial ? 'rule.severity-from' : 'rule.severity-up-to')}
        value={severity}
        any={{
          label: t('rule.severity-any'),
          onChoose: () => onChange({ ...draft, severity: '' }),
        }}
        options={bars.map((value) => ({ value, label: t(`severity.${value}`) }))}
        onChange={(next) => onChange({ ...draft, severity: next })}
      />
    </>
  );
}

interface ReachFieldsProps extends FieldsProps {
  readonly at: RulesAt;
}

function ReachFields({ at, draft, onChange, problems }: ReachFieldsProps) {
  return (
    <>
      <Choice
        label={t('rule.place')}
        value={draft.place}
        options={placesFrom(at).map((value) => ({ value, label: t(`rule.place.${value}`) }))}
        onChange={(place) => onChange({ ...draft, place })}
      />
      {draft.place === 'repository' ? null : (
        <RuleFormatField
          format={draft.format}
          onChange={(format) => onChange({ ...draft, format })}
        />
      )}
      <Choice
        label={t('rule.until')}
        value={String(draft.days)}
        options={ruleDays.map((days) => ({
          value: String(days),
          label: days === 0 ? t('rule.for-good') : t('rule.days', { days }),
        }))}
        onChange={(days) => onChange({ ...draft, days: Number(days) })}
      />
      <TextField
        label={t('rule.reason')}
        value={draft.reason}
        onChange={(event) => onChange({ ...draft, reason: event.target.value })}
        error={'reason' in problems}
        helperText={problems['reason'] ?? t('rule.reason-hint')}
        multiline
        required
      />
    </>
  );
}
