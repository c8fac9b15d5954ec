'use client';

import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

export interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly ChoiceOption[];
  readonly onChange: (value: string) => void;
  /** Says what the empty value means, and allows it. */
  readonly anyLabel?: string;
  readonly helperText?: string | undefined;
  readonly hasError?: boolean;
  readonly width?: number | string;
}

/** One of a few. */
export function Choice(props: ChoiceProps) {
  const { label, value, options, onChange, anyLabel, helperText, hasError, width } = props;
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      helperText={helperText}
      error={hasError ?? false}
      sx={{ width: width ?? '100%' }}
      slotProps={{
        inputLabel: { shrink: true },
        select: { displayEmpty: true },
      }}
    >
      {anyLabel === undefined ? null : <MenuItem value="">{anyLabel}</MenuItem>}
      {options.map((option) => (
        <MenuItem key={option.value} value={option.value}>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
