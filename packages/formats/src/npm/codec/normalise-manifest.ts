import { normaliseBin } from './bin.ts';
import { bundledNames, readDependencies } from './dependencies.ts';
import { isObject, type JsonObject, textEntries } from './json-object.ts';
import { licenceOf } from './licence.ts';
import type { TarballContents } from './tarball-contents.ts';

/** What of an archive the manifest depends on beside its package.json. */
export type ArchiveTraits = Pick<TarballContents, 'paths' | 'hasBindingGyp' | 'hasShrinkwrap'>;

/** Fields that a registry writes. In a package.json they could only pretend. */
const registryFields = new Set(['dist', 'deprecated', 'readme', 'readmeFilename', 'time']);

const installHooks = ['preinstall', 'install', 'postinstall'];

/**
 * Brings a package.json into the form that clients expect from a registry, the way npm's own
 * tools do before they publish. The same goes for what a client claims, to compare the two.
 *
 * @throws AppError `NPM_MANIFEST_INVALID`
 */
export function normaliseManifest(source: JsonObject, archive: ArchiveTraits): JsonObject {
  const kept = Object.entries(source).filter(
    ([key]) => !key.startsWith('_') && !registryFields.has(key) && !derivedFields.has(key),
  );
  const scripts = normaliseScripts(source, archive);
  const dependencies = readDependencies(source);
  const hasInstallScript = installHooks.some((hook) => Object.hasOwn(scripts, hook));
  return {
    ...Object.fromEntries(kept),
    ...withoutEmpty({
      ...dependencies,
      scripts,
      bundleDependencies: bundledNames(source, dependencies),
      bin: normaliseBin(source, archive.paths),
      os: textList(source['os']),
      cpu: textList(source['cpu']),
      libc: textList(source['libc']),
      keywords: keywordsOf(source['keywords']),
      engines: Object.fromEntries(textEntries(source['engines'])),
      license: licenceOf(source) ?? '',
      description: typeof source['description'] === 'string' ? source['description'] : '',
    }),
    ...normaliseLinks(source),
    ...(hasInstallScript && { hasInstallScript }),
    ...(archive.hasShrinkwrap && { _hasShrinkwrap: true }),
    ...(archive.hasBindingGyp && source['gypfile'] !== false && { gypfile: true }),
  };
}

const derivedFields = new Set([
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'bundleDependencies',
  'bundledDependencies',
  'scripts',
  'bin',
  'os',
  'cpu',
  'libc',
  'keywords',
  'engines',
  'license',
  'licenses',
  'description',
  'repository',
  'bugs',
  'homepage',
  'hasInstallScript',
  'gypfile',
]);

/** npm builds a package with a `binding.gyp` unless it says how to install it, or not to. */
function normaliseScripts(source: JsonObject, archive: ArchiveTraits): Record<string, string> {
  const scripts = Object.fromEntries(textEntries(source['scripts']));
  const saysHow = Object.hasOwn(scripts, 'install') || Object.hasOwn(scripts, 'preinstall');
  if (archive.hasBindingGyp && source['gypfile'] !== false && !saysHow) {
    scripts['install'] = 'node-gyp rebuild';
  }
  return scripts;
}

/** `os`, `cpu` and `libc` may be a single text. */
function textList(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string');
}

function keywordsOf(value: unknown): string[] {
  return textList(typeof value === 'string' ? value.split(/[,\s]+/) : value).filter(Boolean);
}

function normaliseLinks({ repository, bugs, homepage }: JsonObject): JsonObject {
  return withoutEmpty({
    repository: typeof repository === 'string' ? { type: 'git', url: repository } : repository,
    bugs: typeof bugs === 'string' ? { url: bugs } : bugs,
    homepage: typeof homepage === 'string' ? homepage : '',
  });
}

function withoutEmpty(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === undefined || value === null || value === '';
}
