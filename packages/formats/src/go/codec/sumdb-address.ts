import { unescapeModule } from './escape.ts';
import { isModulePath } from './module-path.ts';
import { isModuleVersion } from './module-version.ts';

/** What an address of a checksum database is about (module reference, "Checksum database"). */
export type SumDatabaseAddress = {
  /** The database, by the name in its key: `sum.example.org`. */
  readonly database: string;
  /** As every server that passes it on has it. */
  readonly path: string;
} & (
  | { readonly kind: 'supported' | 'latest' | 'tile' }
  /** The module whose sums are asked for: nobody but upstream may hear of it. */
  | { readonly kind: 'lookup'; readonly module: string }
);

const databasePattern = /^(?=.{1,253}$)[a-z0-9]+(?:[.-][a-z0-9]+)*$/;
/** Height, level or data, the number in groups of three digits, the width of one that grows. */
const tilePattern = /^[1-9]\d?\/(?:\d{1,2}|data)\/(?:x\d{3}\/){0,5}\d{3}(?:\.p\/[1-9]\d{0,2})?$/;

/** Reads `sumdb/{database}/…`. Null for what no database answers. */
export function parseSumDatabaseAddress(segments: readonly string[]): SumDatabaseAddress | null {
  const [mark, database = '', kind = '', ...rest] = segments;
  if (mark !== 'sumdb' || !databasePattern.test(database)) return null;
  const below = rest.join('/');
  const at = { database, path: segments.join('/') };
  switch (kind) {
    case 'supported':
    case 'latest':
      return rest.length === 0 ? { ...at, kind } : null;
    case 'tile':
      return tilePattern.test(below) ? { ...at, kind } : null;
    case 'lookup': {
      const module = lookedUpModule(below);
      return module === null ? null : { ...at, kind, module };
    }
    default:
      return null;
  }
}

function lookedUpModule(text: string): string | null {
  const mark = text.lastIndexOf('@');
  const path = unescapeModule(text.slice(0, Math.max(mark, 0)));
  const version = unescapeModule(text.slice(mark + 1));
  if (path === null || version === null) return null;
  return isModulePath(path) && isModuleVersion(version) ? path : null;
}
