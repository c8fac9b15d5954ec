import { notify, type Tx } from '@bonded/database';

/** The one channel of PostgreSQL NOTIFY on which all processes hear what changed. */
export const eventChannel = 'bonded_events';

/**
 * What other processes must hear of, by ids only: whoever needs more reads it, under its own
 * rights.
 */
export type BondedEvent =
  | { readonly type: 'access.changed'; readonly userId: string | null }
  | { readonly type: 'project.changed'; readonly projectId: string }
  | {
      readonly type: 'repository.changed';
      readonly projectId: string;
      readonly repositoryId: string;
    }
  | {
      readonly type: 'package.changed';
      readonly projectId: string;
      readonly repositoryId: string;
      readonly packageId: string;
    }
  | {
      readonly type: 'artifact.changed';
      readonly projectId: string;
      readonly repositoryId: string;
      readonly packageId: string;
      readonly artifactId: string;
    }
  | {
      readonly type: 'scan.changed';
      readonly projectId: string;
      readonly repositoryId: string;
      readonly artifactId: string;
      readonly scanId: string;
    }
  | { readonly type: 'policy-rules.changed' }
  | { readonly type: 'signing-keys.changed' };

/** Tells every process, when and only when the transaction commits. */
export function announce(tx: Tx, event: BondedEvent): void {
  notify(tx, eventChannel, JSON.stringify(event));
}

export function parseEvent(payload: string): BondedEvent {
  // NOTE: only our own code can write to the channel, so the shape is ours.
  return JSON.parse(payload) as BondedEvent;
}
