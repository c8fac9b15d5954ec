import { AppError } from '@bonded/kernel';
import type { Arrival } from './arrival.ts';
import { formatOf } from './format-of.ts';
import type { SupplyingPorts } from './supplying-ports.ts';
import { getDocument } from './upstream-documents.ts';

/**
 * What upstream states about a file that comes, or null. Its index may promise what is not there:
 * servers that pass others on know nothing of statements. Errors: UPSTREAM_UNAVAILABLE, so that no
 * file comes without what is only late.
 */
export async function readStatement(
  ports: SupplyingPorts,
  { proxy, upstream, located }: Arrival,
): Promise<Buffer | null> {
  const { name, file } = located;
  if (file.statement === undefined) return null;
  const { nameKeyOf = (text: string) => text, scopeOf } = formatOf(ports, proxy).upstream ?? {};
  const { address: stated, accept } = file.statement;
  const address = new URL(stated, upstream.url);
  const scope = scopeOf?.(address) ?? null;
  const wish = { address, accept, scope, name: nameKeyOf(name), isFixed: true };
  try {
    return (await getDocument(ports, upstream, wish))?.bytes ?? null;
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}

/** What is not known there is refused, by each server in its way. */
function isRefused(error: unknown): boolean {
  const status = error instanceof AppError ? error.details['status'] : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 429;
}
