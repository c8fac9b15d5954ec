import { escapeModule, unescapeModule } from './escape.ts';
import { isModulePath } from './module-path.ts';
import { isModuleVersion } from './module-version.ts';

const moduleFiles = ['zip', 'mod', 'info'] as const;

export type ModuleFile = (typeof moduleFiles)[number];

/** What an address of the module proxy protocol is about. */
export type ModuleAddress =
  | { readonly kind: 'list' | 'latest'; readonly path: string }
  | { readonly kind: ModuleFile; readonly path: string; readonly version: string };

/** Reads `{module}/@v/…` and `{module}/@latest`. Null where nothing can be called so. */
export function parseModuleAddress(segments: readonly string[]): ModuleAddress | null {
  const mark = segments.findIndex((segment) => segment === '@v' || segment === '@latest');
  const path = unescapeModule(segments.slice(0, mark).join('/'));
  if (mark < 1 || path === null || !isModulePath(path)) return null;
  const [kind, ...rest] = segments.slice(mark);
  if (kind === '@latest') return rest.length === 0 ? { kind: 'latest', path } : null;
  const [name = '', ...beyond] = rest;
  if (beyond.length > 0) return null;
  return name === 'list' ? { kind: 'list', path } : fileAddress(path, name);
}

function fileAddress(path: string, name: string): ModuleAddress | null {
  const dot = name.lastIndexOf('.');
  const kind = moduleFiles.find((file) => file === name.slice(dot + 1));
  const version = unescapeModule(name.slice(0, Math.max(dot, 0)));
  if (kind === undefined || version === null || !isModuleVersion(version)) return null;
  return { kind, path, version };
}

/** Where a file of a module version lies: below its module, as the protocol has it. */
export function moduleFilePath(path: string, version: string, file: ModuleFile): string {
  return `${escapeModule(path)}/@v/${escapeModule(version)}.${file}`;
}
