import type { SourceRowFragment } from '#generated/graphql.ts';
import type { StampTone } from '#ui/Stamp.tsx';

export type SourceHealth = 'synced' | 'waiting' | 'failing' | 'paused';

export const healthTones: Readonly<Record<SourceHealth, StampTone>> = {
  synced: 'cleared',
  waiting: 'neutral',
  failing: 'refused',
  paused: 'held',
};

type Known = Pick<SourceRowFragment, 'isPaused' | 'failure' | 'syncedAt'>;

/** How a source fares: what it was last told to do comes before how that went. */
export function healthOf({ isPaused, failure, syncedAt }: Known): SourceHealth {
  if (isPaused) return 'paused';
  if (failure) return 'failing';
  return syncedAt ? 'synced' : 'waiting';
}
