'use client';

import TextField from '@mui/material/TextField';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';
import styles from './BeliefFields.module.css';
import { freshUnits } from './freshness.ts';
import type { Supply } from './supply.ts';

export interface BeliefFieldsProps {
  readonly supply: Supply;
  readonly onChange: (supply: Supply) => void;
  readonly problems: Readonly<Record<string, string>>;
}

/** How far an upstream is believed: for how long, and of which names. */
export function BeliefFields(props: BeliefFieldsProps) {
  return (
    <>
      <FreshnessField {...props} />
      <NamesField field="claimedNames" {...props} />
      <NamesField field="sharedNames" {...props} />
    </>
  );
}

function FreshnessField({ supply, onChange, problems }: BeliefFieldsProps) {
  const problem = problems['freshForSeconds'];
  return (
    <div className={styles.pair}>
      <TextField
        type="number"
        label={t('repository.fresh-for')}
        value={supply.freshFor}
        onChange={(event) => onChange({ ...supply, freshFor: event.target.value })}
        error={problem !== undefined}
        helperText={problem ?? t('repository.fresh-for.hint')}
        slotProps={{ htmlInput: { min: 0, step: 'any', inputMode: 'decimal' } }}
        required
        fullWidth
      />
      <Choice
        label={t('repository.fresh-unit')}
        value={supply.freshUnit}
        options={freshUnits.map((value) => ({
          value,
          label: t(`repository.fresh-unit.${value}`),
        }))}
        onChange={(freshUnit) => onChange({ ...supply, freshUnit })}
        width={140}
      />
    </div>
  );
}

interface NamesFieldProps extends BeliefFieldsProps {
  readonly field: 'claimedNames' | 'sharedNames';
}

const words = {
  claimedNames: { label: 'repository.claimed-names', hint: 'repository.claimed-names.hint' },
  sharedNames: { label: 'repository.shared-names', hint: 'repository.shared-names.hint' },
} as const;

function NamesField({ field, supply, onChange, problems }: NamesFieldProps) {
  // The gateway says which of them it is by its place, as `claimedNames.3`.
  const [place] = Object.keys(problems).filter((each) => each.split('.')[0] === field);
  const problem = place === undefined ? undefined : problems[place];
  const { label, hint } = words[field];
  return (
    <TextField
      label={t(label)}
      value={supply[field]}
      onChange={(event) => onChange({ ...supply, [field]: event.target.value })}
      error={problem !== undefined}
      helperText={problem ?? t(hint)}
      slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
      minRows={2}
      maxRows={10}
      multiline
      fullWidth
    />
  );
}
