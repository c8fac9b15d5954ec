import type { Address } from '#features/reading/use-address.ts';
import { severities } from '#features/repositories/policy-words.ts';
import { t } from '#lib/messages.ts';
import { Choice } from '#ui/Choice.tsx';

/** The least severity that a list shows, kept in the address. */
export function SeverityFilter({ address }: { readonly address: Address }) {
  return (
    <Choice
      label={t('artifact.filter.severity')}
      value={address.get('severity')}
      any={{ label: t('filter.any'), onChoose: () => address.set({ severity: '' }) }}
      options={severities
        .filter((value) => value !== 'NONE')
        .map((value) => ({ value, label: t(`severity.${value}`) }))}
      onChange={(severity) => address.set({ severity })}
      width={130}
    />
  );
}
