import { goModInvalid } from './errors.ts';
import { goModLines, plainWord } from './go-mod-lines.ts';
import { isModulePath } from './module-path.ts';
import { isModuleVersion } from './module-version.ts';

export interface Requirement {
  readonly path: string;
  readonly version: string;
}

/** What counts of a dependency's go.mod; the go command passes over the rest as well. */
export interface GoMod {
  readonly modulePath: string;
  readonly goVersion: string | null;
  readonly requirements: readonly Requirement[];
}

/** The largest published modules require some two thousand others. */
const requirementsMax = 20_000;

/** @throws AppError `GO_MOD_INVALID` */
export function parseGoMod(bytes: Uint8Array): GoMod {
  const modulePaths: string[] = [];
  const requirements: Requirement[] = [];
  let goVersion: string | null = null;
  for (const [verb, ...words] of goModLines(textOf(bytes))) {
    if (verb === 'module') modulePaths.push(modulePathOf(words));
    else if (verb === 'go') goVersion = words[0] ?? null;
    else if (verb === 'require') requirements.push(requirementOf(words));
  }
  const [modulePath] = modulePaths;
  if (modulePath === undefined || modulePaths.length > 1) {
    throw goModInvalid('go.mod says either nothing or twice which module it is of.');
  }
  if (requirements.length > requirementsMax) {
    throw goModInvalid(`go.mod requires more than ${requirementsMax} modules.`);
  }
  return { modulePath, goVersion, requirements };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw goModInvalid('go.mod is not UTF-8.', { cause });
  }
}

function modulePathOf(words: readonly string[]): string {
  const [word = ''] = words;
  if (words.length !== 1) throw goModInvalid('go.mod has a module line that cannot be read.');
  return plainWord(word);
}

function requirementOf(words: readonly string[]): Requirement {
  const [path = '', version = ''] = words.map(plainWord);
  if (words.length !== 2 || !isModulePath(path) || !isModuleVersion(version)) {
    const shown = words.join(' ').slice(0, 80);
    throw goModInvalid(`go.mod requires something that is no module: ${JSON.stringify(shown)}.`);
  }
  return { path, version };
}

/** What the go command takes for the go.mod of a module that has none. */
export function syntheticGoMod(modulePath: string): Buffer {
  return Buffer.from(`module ${modulePath}\n`);
}
