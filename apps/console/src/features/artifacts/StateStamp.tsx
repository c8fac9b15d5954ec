import type { ArtifactState } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { Stamp } from '#ui/Stamp.tsx';
import { stateTones } from './artifact-words.ts';

/** Beside the state: whoever has the version pinned still gets it. */
export function YankedStamp() {
  return <Stamp tone="held" label={t('artifact.yanked.stamp')} />;
}

export function StateStamp({ state }: { readonly state: ArtifactState }) {
  return <Stamp tone={stateTones[state]} label={t(`state.${state}`)} />;
}
