import { t } from '#lib/messages.ts';
import { SearchField } from './SearchField.tsx';
import type { Address } from './use-address.ts';

/** The search of a list, kept in the address. */
export function ListSearch(props: { readonly address: Address; readonly label?: string }) {
  const { address, label = t('filter.search') } = props;
  return (
    <SearchField
      label={label}
      value={address.get('search')}
      onChange={(search) => address.set({ search })}
    />
  );
}
