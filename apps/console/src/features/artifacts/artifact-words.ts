import type { ArtifactState, DecisionEffect, Severity } from '#generated/graphql.ts';
import type { StampTone } from '#ui/Stamp.tsx';

/** The colour that each state is stamped in. */
export const stateTones: Readonly<Record<ArtifactState, StampTone>> = {
  RELEASED: 'cleared',
  QUARANTINED: 'held',
  REJECTED: 'refused',
  RECALLED: 'refused',
  DELETED: 'neutral',
};

export const severityTones: Readonly<Record<Severity, StampTone>> = {
  CRITICAL: 'refused',
  HIGH: 'refused',
  MEDIUM: 'held',
  LOW: 'noted',
  NONE: 'neutral',
};

export const effectTones: Readonly<Record<DecisionEffect, StampTone>> = {
  ALLOW: 'cleared',
  HOLD: 'held',
  DENY: 'refused',
};

export const artifactStates = [
  'RELEASED',
  'QUARANTINED',
  'REJECTED',
  'RECALLED',
] as const satisfies readonly ArtifactState[];
