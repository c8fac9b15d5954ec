'use client';

import TextField from '@mui/material/TextField';
import { type SubmitEvent, useState } from 'react';
import type { Address } from '#features/reading/use-address.ts';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Choice } from '#ui/Choice.tsx';
import styles from './AuditFilters.module.css';
import { auditTexts, noAuditFilter } from './audit-filter.ts';

const allKeys = [...auditTexts, 'outcome', 'since', 'until'] as const;
type FilterKey = (typeof allKeys)[number];
type Draft = Readonly<Record<FilterKey, string>>;

/** A draft whose every field holds what `valueOf` gives for it. */
function draftFrom(valueOf: (key: FilterKey) => string): Draft {
  // Built from the keys themselves, so that none can be missing.
  return Object.fromEntries(allKeys.map((key) => [key, valueOf(key)])) as Draft;
}

/**
 * Every filter of the log at once. Applied together, so that a half-typed address is not a search.
 */
export function AuditFilters({ address }: { readonly address: Address }) {
  const applied = draftFrom(address.get);
  const [draft, setDraft] = useState(applied);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    address.set(draft);
  };
  const clear = (): void => {
    setDraft(draftFrom(() => ''));
    address.set(noAuditFilter);
  };
  const isFiltered = allKeys.some((key) => applied[key] !== '');
  return (
    <form className={styles.filters} onSubmit={submit} role="search">
      {auditTexts.map((key) => (
        <TextField
          key={key}
          label={t(`audit.filter.${key}`)}
          value={draft[key]}
          onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
          slotProps={key === 'actor' ? { htmlInput: { 'data-search-field': '' } } : {}}
        />
      ))}
      <Choice
        label={t('audit.filter.outcome')}
        value={draft.outcome}
        any={{
          label: t('filter.any'),
          onChoose: () => setDraft({ ...draft, outcome: '' }),
        }}
        options={(['SUCCESS', 'REFUSED'] as const).map((value) => ({
          value,
          label: t(`audit.outcome.${value}`),
        }))}
        onChange={(outcome) => setDraft({ ...draft, outcome })}
      />
      {(['since', 'until'] as const).map((key) => (
        <TextField
          key={key}
          label={t(`audit.filter.${key}`)}
          type="datetime-local"
          value={draft[key]}
          onChange={(event) => setDraft({ ...draft, [key]: event.target.value })}
          slotProps={{ inputLabel: { shrink: true } }}
        />
      ))}
      <div className={styles.actions}>
        <ActionButton type="submit" variant="contained">
          {t('filter.search')}
        </ActionButton>
        {isFiltered ? <ActionButton onClick={clear}>{t('action.clear')}</ActionButton> : null}
      </div>
    </form>
  );
}
