import { posix } from 'node:path';
import { isObject, type JsonObject, textEntries } from './json-object.ts';
import { unscopedName } from './names.ts';

/**
 * Commands to files, as npm normalises them: a single file is called after the package, names are
 * plain, and no path leads out of the package.
 */
export function normaliseBin(
  manifest: JsonObject,
  paths: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    rawEntries(manifest, paths)
      .map(([name, path]) => [commandName(name), insidePath(path)] as const)
      .filter(([name, path]) => name !== '' && path !== ''),
  );
}

function rawEntries(manifest: JsonObject, paths: ReadonlySet<string>): [string, string][] {
  const { bin, name, directories } = manifest;
  if (typeof bin === 'string') return typeof name === 'string' ? [[unscopedName(name), bin]] : [];
  if (Array.isArray(bin)) {
    const files: unknown[] = bin;
    return files
      .filter((file) => typeof file === 'string')
      .map((file) => [posix.basename(file), file]);
  }
  if (isObject(bin)) return textEntries(bin);
  const folder = isObject(directories) ? directories['bin'] : undefined;
  return typeof folder === 'string' ? filesBelow(folder, paths) : [];
}

/** Every file below `directories.bin` is a command, save for hidden ones. */
function filesBelow(folder: string, paths: ReadonlySet<string>): [string, string][] {
  const prefix = `${insidePath(folder)}/`;
  const files = [...paths].filter((path) => path.startsWith(prefix) && !/(?:^|\/)\./.test(path));
  return files.map((path) => [posix.basename(path), path]);
}

/** The last part of whatever separators it has: a command never names a folder. */
function commandName(name: string): string {
  return posix.join('/', posix.basename(name.replace(/[\\:]/g, '/'))).slice(1);
}

function insidePath(path: string): string {
  return posix.join('/', path.replace(/\\/g, '/')).slice(1).replace(/\/$/, '');
}
