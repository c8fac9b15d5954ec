'use client';

import TextField from '@mui/material/TextField';
import type { RepositoryKind } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import type { Supply } from './supply.ts';

export interface SupplyFieldsProps {
  readonly kind: Exclude<RepositoryKind, 'HOSTED'>;
  readonly supply: Supply;
  readonly onChange: (supply: Supply) => void;
  readonly problems: Readonly<Record<string, string>>;
}

/** Where a proxy or a group gets things from. */
export function SupplyFields({ kind, supply, onChange, problems }: SupplyFieldsProps) {
  const plain = { spellCheck: false, autoCapitalize: 'none' } as const;
  return kind === 'PROXY' ? (
    <TextField
      label={t('repository.upstream-url')}
      value={supply.upstreamUrl}
      onChange={(event) => onChange({ ...supply, upstreamUrl: event.target.value })}
      error={'upstreamUrl' in problems}
      helperText={problems['upstreamUrl'] ?? t('repository.upstream-url.hint')}
      slotProps={{ htmlInput: { ...plain, inputMode: 'url' } }}
      fullWidth
      required
    />
  ) : (
    <TextField
      label={t('repository.shown')}
      value={supply.members}
      onChange={(event) => onChange({ ...supply, members: event.target.value })}
      error={'members' in problems}
      helperText={problems['members'] ?? t('repository.shown.hint')}
      slotProps={{ htmlInput: plain }}
      multiline
      minRows={3}
      fullWidth
      required
    />
  );
}
