'use client';

import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';

export interface ViewSwitchProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** Two or more ways to look at the same thing; one of them is always chosen. */
export function ViewSwitch<Value extends string>(props: ViewSwitchProps<Value>) {
  const { label, value: chosen, options, onChange } = props;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={label}
      value={chosen}
      // Pressing the one that is chosen would leave none.
      onChange={(_event, next: Value | null) => next !== null && onChange(next)}
      sx={{ flexWrap: 'wrap' }}
    >
      {options.map(({ value, label: name }) => (
        <ToggleButton
          key={value}
          value={value}
          sx={{ px: 2, textTransform: 'none', color: 'text.primary' }}
        >
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
