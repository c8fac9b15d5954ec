'use client';

import { useColorScheme } from '@mui/material/styles';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';

const modes = ['light', 'dark', 'system'] as const;

export function ThemeChoice() {
  const { mode, setMode } = useColorScheme();
  return (
    <Choice
      label={t('theme.label')}
      value={mode ?? 'system'}
      options={modes.map((value) => ({ value, label: t(`theme.${value}`) }))}
      onChange={setMode}
      width={220}
    />
  );
}
