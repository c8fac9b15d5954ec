import type { ArtifactState } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { Stamp } from '#ui/Stamp.tsx';
import { stateTones } from './artifact-words.ts';

export function StateStamp({ state }: { readonly state: ArtifactState }) {
  return <Stamp tone={stateTones[state]} label={t(`state.${state}`)} />;
}
