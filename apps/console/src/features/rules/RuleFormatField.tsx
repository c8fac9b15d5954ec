'use client';

import { formatName } from '#features/repositories/repository-words.ts';
import { type Format, ServedFormatsDocument } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';

export interface RuleFormatFieldProps {
  readonly format: Format | '';
  readonly onChange: (format: Format | '') => void;
}

/** Of which format a rule is that speaks in more than one repository. */
export function RuleFormatField({ format, onChange }: RuleFormatFieldProps) {
  const { data } = useReading(ServedFormatsDocument, {});
  const served = data?.servedFormats.map((each) => each.format) ?? [];
  // What is chosen stays a choice while the others are on their way.
  const choices = format === '' || served.includes(format) ? served : [...served, format];
  return (
    <Choice
      label={t('rule.format')}
      value={format}
      any={{ label: t('rule.format.any'), onChoose: () => onChange('') }}
      options={choices.map((value) => ({ value, label: formatName(value) }))}
      onChange={onChange}
      helperText={t('rule.format-hint')}
    />
  );
}
