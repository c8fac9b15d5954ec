'use client';

import SearchIcon from '@mui/icons-material/Search';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';
import { limits } from '#lib/limits.ts';

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly width?: number | string;
}

/** A search box that waits for a pause in typing. `/` moves to the page's first one. */
export function SearchField({ label, value, onChange, width = 280 }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), limits.searchDelayMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextField
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      sx={{ width, maxWidth: '100%', '@media (max-width: 480px)': { width: '100%' } }}
      placeholder={label}
      slotProps={{
        htmlInput: { 'aria-label': label, type: 'search', 'data-search-field': '' },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <SearchIcon fontSize="small" />
            </InputAdornment>
          ),
        },
      }}
    />
  );
}
