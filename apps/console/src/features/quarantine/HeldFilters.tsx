'use client';

import Typography from '@mui/material/Typography';
import type { Address } from '#features/reading/use-address.ts';
import { t } from '#lib/messages.ts';
import { type ActiveFilter, FilterChips } from '#ui/FilterChips.tsx';
import { Stack } from '#ui/Stack.tsx';
import { ToggleGroup } from '#ui/ToggleGroup.tsx';
import type { HeldWish } from './held-filter.ts';

/** What stands for it in the address. */
const young = 'young';

export function heldWishOf(address: Address): HeldWish {
  return {
    isYoung: address.get('because') === young,
    project: address.get('project'),
    repository: address.get('repository'),
  };
}

export interface HeldFiltersProps {
  readonly address: Address;
  readonly wish: HeldWish;
}

/** Why it is held, and where: both live in the address. */
export function HeldFilters({ address, wish }: HeldFiltersProps) {
  // Who was chosen may not be among the others.
  const change = (next: Readonly<Record<string, string>>): void =>
    address.set({ selected: '', ...next });
  const places: readonly ActiveFilter[] = [
    { key: 'project', value: wish.project },
    { key: 'repository', value: wish.repository },
  ]
    .filter(({ value }) => value !== '')
    .map(({ key, value }) => ({
      key,
      label: `${t(key === 'project' ? 'project.caption' : 'repository.caption')}: ${value}`,
      remove: () => change({ [key]: '' }),
    }));
  return (
    <Stack gap={8}>
      <ToggleGroup
        label={t('quarantine.because')}
        toggles={[{ key: young, label: t('quarantine.because.young'), isOn: wish.isYoung }]}
        onToggle={({ isOn }) => change({ because: isOn ? '' : young })}
      />
      <FilterChips
        label={t('filter.active')}
        clearLabel={t('action.clear')}
        filters={places}
        onClear={() => change({ project: '', repository: '' })}
      />
      {wish.isYoung ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('quarantine.young.hint')}
        </Typography>
      ) : null}
    </Stack>
  );
}
