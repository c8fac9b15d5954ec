'use client';

import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { SearchField } from '#features/reading/SearchField.tsx';
import type { Address } from '#features/reading/use-address.ts';
import { formatName, formats } from '#features/repositories/repository-words.ts';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';
import styles from './ArtifactFilters.module.css';
import { artifactOrders, orderFrom } from './artifact-filter.ts';
import { artifactStates } from './artifact-words.ts';
import { SeverityFilter } from './SeverityFilter.tsx';

export interface ArtifactFiltersProps {
  readonly address: Address;
  /** Inside a repository there is only one. */
  readonly hasFormats: boolean;
}

/** The filters of an artifact list; all of them live in the address. */
export function ArtifactFilters({ address, hasFormats }: ArtifactFiltersProps) {
  return (
    <div className={styles.filters} role="search">
      <SearchField
        label={t('filter.search')}
        value={address.get('search')}
        onChange={(search) => address.set({ search })}
      />
      <ToggleButtonGroup
        size="small"
        value={[...address.all('state')]}
        onChange={(_event, state: string[]) => address.set({ state })}
        aria-label={t('artifact.state')}
      >
        {artifactStates.map((state) => (
          <ToggleButton
            key={state}
            value={state}
            sx={{ textTransform: 'none', px: 1.5, py: '6px' }}
          >
            {t(`state.${state}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <SeverityFilter address={address} />
      {hasFormats ? (
        <Choice
          label={t('artifact.filter.format')}
          value={address.get('format')}
          any={{ label: t('filter.any'), onChoose: () => address.set({ format: '' }) }}
          options={formats.map((value) => ({ value, label: formatName(value) }))}
          onChange={(format) => address.set({ format })}
          width={120}
        />
      ) : null}
      <Choice
        label={t('artifact.order')}
        value={orderFrom(address)}
        options={artifactOrders.map((value) => ({ value, label: t(`artifact.order.${value}`) }))}
        onChange={(order) => address.set({ order: order === 'NEWEST' ? '' : order })}
        width={160}
      />
    </div>
  );
}
