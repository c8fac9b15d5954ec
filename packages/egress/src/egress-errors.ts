import { AppError, defineError, errnoOf } from '@bonded/kernel';

/** An address that is not asked: its network, its scheme, or credentials inside of it. */
export const egressRefused = defineError('invalid', 'EGRESS_REFUSED');

/** The other side gave no whole answer: unreachable, silent, broken off, too many redirects. */
export const egressFailed = defineError('unavailable', 'EGRESS_FAILED');

const silenceCodes = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** The host is at an address out of bounds. Which one, or what is there, is not said. */
export function networkRefused(host: string, cause?: unknown): AppError {
  const message =
    `${host} is not in the public internet, and no other network may be asked ` +
    'unless an operator lists it in BONDED_EGRESS_NETWORKS.';
  return egressRefused(message, { cause });
}

/** What went wrong with a host, in our words. */
export function egressErrorOf(cause: unknown, { host }: URL): AppError {
  if (cause instanceof AppError) return cause;
  const code = errnoOf(cause) ?? '';
  if (silenceCodes.has(code)) return egressFailed(`${host} did not answer in time.`, { cause });
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return egressFailed(`${host} sent larger headers than we read.`, { cause });
  }
  return egressFailed(`${host} could not be reached, or broke off.`, { cause });
}
