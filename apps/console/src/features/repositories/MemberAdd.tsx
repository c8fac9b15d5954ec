'use client';

import TextField from '@mui/material/TextField';
import { type KeyboardEvent, useState } from 'react';
import { t } from '#lib/messages.ts';
import { ActionButton } from '#ui/ActionButton.tsx';
import { Stack } from '#ui/Stack.tsx';

export interface MemberAddProps {
  readonly members: readonly string[];
  readonly problem: string | undefined;
  readonly onAdd: (name: string) => void;
}

/** One more at the end of a group. */
export function MemberAdd({ members, problem, onAdd }: MemberAddProps) {
  const [text, setText] = useState('');
  const name = text.trim();
  const disabledReason = reasonAgainst(name, members);
  const add = (): void => {
    if (disabledReason !== undefined) return;
    onAdd(name);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || name === '') return;
    // It stands in a form, which is not sent by this.
    event.preventDefault();
    add();
  };
  return (
    <Stack direction="row" gap={8} align="start">
      <TextField
        label={t('member.add')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        error={problem !== undefined}
        helperText={problem ?? t('member.add.hint')}
        slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'none' } }}
        sx={{ flex: '1 1 240px' }}
      />
      <ActionButton variant="outlined" onClick={add} disabledReason={disabledReason}>
        {t('member.add.do')}
      </ActionButton>
    </Stack>
  );
}

function reasonAgainst(name: string, members: readonly string[]): string | undefined {
  if (name === '') return t('member.add.empty');
  return members.includes(name) ? t('member.add.twice') : undefined;
}
