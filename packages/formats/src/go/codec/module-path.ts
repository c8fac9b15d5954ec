import { moduleNameInvalid } from './errors.ts';
import { isPathElement } from './path-element.ts';

/** The go command has no bound of its own; the longest published paths have some 150 characters. */
const pathCharsMax = 512;
const elementCharacters = /^[A-Za-z0-9._~-]+$/;
const firstElement = /^[a-z0-9.-]+$/;
/** The short names that Windows gives to long ones. */
const shortName = /^[^.]*~[0-9]+(?:\.|$)/;

/** `module.CheckPath`. */
export function isModulePath(path: string): boolean {
  if (path.length > pathCharsMax || path.startsWith('-')) return false;
  const elements = path.split('/');
  const [first = ''] = elements;
  if (!first.includes('.') || !firstElement.test(first)) return false;
  return elements.every(isModuleElement) && majorSuffixOf(path) !== null;
}

function isModuleElement(element: string): boolean {
  return (
    isPathElement(element) &&
    elementCharacters.test(element) &&
    !element.startsWith('.') &&
    !shortName.test(element)
  );
}

/** @throws AppError `GO_MODULE_NAME_INVALID` */
export function requireModulePath(path: string): string {
  if (isModulePath(path)) return path;
  throw moduleNameInvalid(`${JSON.stringify(path.slice(0, 80))} is no module path.`);
}

/**
 * `module.SplitPathVersion`: the major version that a path ends in, `v2` and up (`.v1` and up where
 * gopkg.in says so); empty when it names none, null when it ends in one that cannot be.
 */
export function majorSuffixOf(path: string): string | null {
  if (path.startsWith('gopkg.in/')) {
    return /\.(v(?:0|[1-9][0-9]*))(?:-unstable)?$/.exec(path)?.[1] ?? null;
  }
  const last = path.slice(path.lastIndexOf('/') + 1);
  if (last === path || !/^v[0-9.]+$/.test(last)) return '';
  return /^v[1-9][0-9]*$/.test(last) && last !== 'v1' ? last : null;
}
