import { newId } from '@bonded/kernel';

const wellFormed = /^[\w.-]{8,64}$/;

/**
 * The id under which a request is logged, audited and answered: the caller's own `X-Request-Id`
 * if it is 8 to 64 safe characters, otherwise a new one. It identifies; it never authorises.
 */
export function requestIdOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' && wellFormed.test(header) ? header : newId();
}
