import { isProjectName, normaliseName } from './names.ts';

/** One dependency of PEP 508, as far as we need it. */
export interface Requirement {
  /** Normalised. */
  readonly name: string;
  /** `>=1.0,<2`; empty where any version will do. */
  readonly specifier: string;
  /** Only installed by whoever asks for an extra. */
  readonly isExtra: boolean;
}

const requirementCharsMax = 2_048;
const nameAtStart = /^[A-Za-z0-9._-]+/;

/** Null for what cannot be read, and for what is fetched from an address of its own. */
export function parseRequirement(text: string): Requirement | null {
  if (text.length > requirementCharsMax) return null;
  const plain = text.trim();
  const name = nameAtStart.exec(plain)?.[0] ?? '';
  if (!isProjectName(name)) return null;
  const rest = withoutExtras(plain.slice(name.length).trimStart());
  if (rest === null || rest.startsWith('@')) return null;
  const semicolon = rest.indexOf(';');
  const specifier = (semicolon === -1 ? rest : rest.slice(0, semicolon)).trim();
  const marker = semicolon === -1 ? '' : rest.slice(semicolon + 1);
  return {
    name: normaliseName(name),
    specifier: withoutBrackets(specifier),
    isExtra: /\bextra\b/.test(marker),
  };
}

function withoutExtras(rest: string): string | null {
  if (!rest.startsWith('[')) return rest;
  const end = rest.indexOf(']');
  return end === -1 ? null : rest.slice(end + 1).trimStart();
}

function withoutBrackets(specifier: string): string {
  const isBracketed = specifier.startsWith('(') && specifier.endsWith(')');
  return isBracketed ? specifier.slice(1, -1).trim() : specifier;
}

/** The version that `==1.2.3` alone allows, or null. */
export function pinnedVersion(specifier: string): string | null {
  const version = /^={2,3} {0,4}([^\s,*]+)$/.exec(specifier)?.[1];
  return version ?? null;
}
