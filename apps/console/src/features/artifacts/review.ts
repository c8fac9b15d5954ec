import { reasonWithout } from '#features/session/ViewerContext.tsx';
import type { ArtifactState } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';

export type Verdict = 'release' | 'reject';

export interface Reviewable {
  readonly state: ArtifactState;
  readonly viewerCan: readonly string[];
}

const outcome: Readonly<Record<Verdict, ArtifactState>> = {
  release: 'RELEASED',
  reject: 'REJECTED',
};

/** Why this viewer cannot give this verdict now; undefined when they can. */
export function reviewDisabledReason(artifact: Reviewable, verdict: Verdict): string | undefined {
  const denied = reasonWithout(artifact.viewerCan, 'artifact:review');
  if (denied) return denied;
  if (artifact.state === outcome[verdict]) return t('review.already');
  return artifact.state === 'DELETED' ? t('review.not-held') : undefined;
}
