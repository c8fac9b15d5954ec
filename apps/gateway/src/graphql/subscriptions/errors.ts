import { defineError } from '@bonded/kernel';

/** The stream has a hole: reconnect, and read again what is shown. */
export const subscriptionInterrupted = defineError('unavailable', 'SUBSCRIPTION_INTERRUPTED');
/** Somebody, or everybody together, has as many open as this process carries. */
export const tooManySubscriptions = defineError('rate-limited', 'TOO_MANY_SUBSCRIPTIONS');
