import { requirePlainPath } from './archive-path.ts';
import { archiveInvalid } from './errors.ts';
import type { TarLinkKind } from './tar-header.ts';

export interface TarLink {
  readonly kind: TarLinkKind;
  readonly path: string;
  /** As it is written. */
  readonly target: string;
}

/**
 * Where a link leads, from the top of its archive: a symbolic one from its own folder, a hard one
 * from the top. It goes up only at its beginning: what comes after a folder that is a link itself
 * would be elsewhere (PEP 706).
 *
 * @throws AppError `ARCHIVE_INVALID` where it leads out of the archive
 */
export function resolveTarLink({ kind, path, target }: TarLink): string {
  if (target === '' || target.startsWith('/')) throw leadsOut();
  const plain = target.replace(/\/$/, '').split('/');
  const down = plain.findIndex((segment) => segment !== '..' && segment !== '.');
  const [up, rest] = down === -1 ? [plain, []] : [plain.slice(0, down), plain.slice(down)];
  const folder = kind === 'hard-link' ? [] : path.split('/').slice(0, -1);
  const levels = up.filter((segment) => segment === '..').length;
  if (levels > folder.length) throw leadsOut();
  const parts = [...folder.slice(0, folder.length - levels), ...rest];
  requirePlainPath(rest.join('/') || '.');
  return parts.join('/');
}

function leadsOut() {
  return archiveInvalid('The archive has a link that leads out of it.');
}
