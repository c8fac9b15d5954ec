import type { SourceRowFragment } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { Stamp } from '#ui/Stamp.tsx';
import { healthOf, healthTones } from './source-health.ts';

export function SourceStamp({ source }: { readonly source: SourceRowFragment }) {
  const health = healthOf(source);
  return <Stamp tone={healthTones[health]} label={t(`source.health.${health}`)} />;
}
