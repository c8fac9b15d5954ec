'use client';

import Autocomplete from '@mui/material/Autocomplete';
import Dialog from '@mui/material/Dialog';
import TextField from '@mui/material/TextField';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { PaletteSearchDocument, type PaletteSearchQuery } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { limits } from '#lib/limits.ts';
import { t } from '#lib/messages.ts';
import { namedSearch, type PaletteEntry, paletteEntries } from './palette-entries.ts';

/** In place of an answer that failed: the full search then says what is wrong. */
const nothing: PaletteSearchQuery = {
  __typename: 'Query',
  search: { __typename: 'ArtifactConnection', nodes: [] },
  searchPackages: { __typename: 'PackageConnection', nodes: [] },
  projects: { __typename: 'ProjectConnection', nodes: [] },
};

/** Ctrl/Cmd+K: one box for pages, projects, artifacts, digests, advisories and receipts. */
export function CommandPalette(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Dialog
      open={props.isOpen}
      onClose={props.onClose}
      maxWidth="sm"
      fullWidth
      aria-label={t('palette.title')}
      slotProps={{ paper: { sx: { alignSelf: 'flex-start', mt: '12vh', overflow: 'visible' } } }}
    >
      <PaletteBox onClose={props.onClose} />
    </Dialog>
  );
}

function PaletteBox({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const [text, setText] = useState('');
  const wanted = useDelayed(text.trim());
  const named = namedSearch(wanted);
  const variables = {
    ...{ text: wanted, named: named ?? wanted, hasName: named !== null },
    first: limits.paletteResultsMax,
  };
  const { data, failure, isFetching } = useReading(PaletteSearchDocument, variables, {
    pause: wanted === '',
  });
  const answer = failure ? nothing : data;
  const found = wanted === text.trim() ? answer : undefined;
  const entries = useMemo(() => paletteEntries(text, found), [text, found]);
  // What a term may say is answered here already: the search page would say the same.
  const complaint = failure?.kind === 'invalid' && text !== '' ? failure.message : undefined;
  const choose = (entry: PaletteEntry | string | null): void => {
    if (entry === null || typeof entry === 'string') return;
    onClose();
    router.push(entry.href);
  };
  return (
    <Autocomplete
      open
      freeSolo
      autoHighlight
      disablePortal
      clearOnBlur={false}
      options={entries}
      loading={isFetching}
      groupBy={({ group }) => group}
      getOptionKey={(entry) => (typeof entry === 'string' ? entry : entry.group + entry.href)}
      getOptionLabel={(entry) => (typeof entry === 'string' ? entry : entry.label)}
      // The list is already what matches: results come from the gateway.
      filterOptions={(all) => all}
      inputValue={text}
      onInputChange={(_event, next, reason) => reason !== 'reset' && setText(next)}
      onChange={(_event, entry) => choose(entry)}
      // The list is always open, so the key that would close it closes the palette.
      onClose={(_event, reason) => reason === 'escape' && onClose()}
      renderOption={({ key, ...item }, entry) => (
        <li key={key} {...item}>
          <span style={{ flex: 1, overflowWrap: 'anywhere' }}>{entry.label}</span>
          <small style={{ color: 'var(--mui-palette-text-secondary)' }}>{entry.note}</small>
        </li>
      )}
      slotProps={{ listbox: { sx: { maxHeight: '50vh' } } }}
      renderInput={(input) => (
        <TextField
          {...input}
          autoFocus
          placeholder={t('palette.input')}
          error={complaint !== undefined}
          helperText={complaint ?? t('palette.hint')}
          slotProps={{
            ...input.slotProps,
            htmlInput: { ...input.slotProps.htmlInput, 'aria-label': t('palette.input') },
          }}
        />
      )}
    />
  );
}

function useDelayed(value: string): string {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), limits.searchDelayMs);
    return () => clearTimeout(timer);
  }, [value]);
  return delayed;
}
