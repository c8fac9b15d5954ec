import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Switch from '@mui/material/Switch';
import { useId } from 'react';

interface RuleSwitchProps {
  readonly label: string;
  readonly hint: string;
  readonly isOn: boolean;
  readonly isFixed?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A rule that holds or not, and what it means. */
export function RuleSwitch({ label, hint, isOn, isFixed = false, onChange }: RuleSwitchProps) {
  const hintId = useId();
  return (
    <div>
      <FormControlLabel
        control={
          <Switch
            checked={isOn}
            disabled={isFixed}
            onChange={(_event, next) => onChange(next)}
            slotProps={{ input: { 'aria-describedby': hintId } }}
          />
        }
        label={label}
      />
      <FormHelperText id={hintId} sx={{ ml: 6, mt: 0 }}>
        {hint}
      </FormHelperText>
    </div>
  );
}
