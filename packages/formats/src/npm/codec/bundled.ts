import { parseJson } from '@bonded/http';
import { AppError } from '@bonded/kernel';
import { type JsonObject, objectOf } from './json-object.ts';
import { licenceOf } from './licence.ts';

/** A package inside the archive of another, as its own `package.json` names it. */
export interface BundledPackage {
  /** `node_modules/a/node_modules/@scope/b` */
  readonly path: string;
  /** What the folder is called, and what the package calls itself: an alias makes them two. */
  readonly names: readonly string[];
  /** Null when its package.json does not say, or cannot be read: it cannot be judged then. */
  readonly version: string | null;
  readonly licence: string | null;
}

const packageRoot = /^((?:node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/)+)package\.json$/;
const folder = 'node_modules/';
const textCharsMax = 256;

/** The folder of the package whose `package.json` this is, or null when it is no such file. */
export function bundledPath(path: string): string | null {
  return packageRoot.exec(path)?.[1]?.slice(0, -1) ?? null;
}

export function readBundled(path: string, bytes: Buffer): BundledPackage {
  const manifest = readManifest(bytes);
  const { name, version } = manifest;
  const folderName = path.slice(path.lastIndexOf(folder) + folder.length);
  const names = isShortText(name) && name !== folderName ? [folderName, name] : [folderName];
  return {
    path,
    names,
    version: isShortText(version) ? version : null,
    licence: licenceOf(manifest),
  };
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= textCharsMax;
}

/** A bundled file that is broken does not break its bundle: npm installs such packages. */
function readManifest(bytes: Buffer): JsonObject {
  try {
    return objectOf(parseJson(bytes));
  } catch (error) {
    if (error instanceof AppError) return {};
    throw error;
  }
}
