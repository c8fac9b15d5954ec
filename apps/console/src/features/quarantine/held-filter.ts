import type { ArtifactFilter, ArtifactOrder } from '#generated/graphql.ts';

/** What of the queue is asked for, as it stands in the address. */
export interface HeldWish {
  /** Only what waits because it is young. */
  readonly isYoung: boolean;
  /** Empty: everywhere. */
  readonly project: string;
  readonly repository: string;
}

export interface HeldVariables {
  readonly filter: ArtifactFilter;
  readonly orderBy: ArtifactOrder;
}

/**
 * What came first waits longest; of what is young, the next to be old enough comes first. That may
 * have been out before, when its policy let it.
 */
export function heldVariables({ isYoung, project, repository }: HeldWish): HeldVariables {
  const place = {
    ...(project !== '' && { project }),
    ...(repository !== '' && { repository }),
  };
  return isYoung
    ? {
        filter: { ...place, states: ['QUARANTINED', 'RECALLED'], isCooling: true },
        orderBy: 'COOLING',
      }
    : { filter: { ...place, states: ['QUARANTINED'] }, orderBy: 'OLDEST' };
}
