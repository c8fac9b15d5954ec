import { purlOf, type ScanComponent } from '@bonded/core/ports';

import type { ModuleContents } from './module-zip.ts';

const ecosystem = 'Go';

/**
 * What a scanner should judge: the module, and the modules that its go.mod asks for. Each of those
 * is the lowest version that a build may take, and what a build of this module alone does take.
 */
export function componentsOf({ path, version, goMod }: ModuleContents): ScanComponent[] {
  const self = { ...exact(path, version), relation: 'self' as const };
  const required = goMod.requirements
    .filter((each) => each.path !== path)
    .map((each) => ({ ...exact(each.path, each.version), relation: 'dependency' as const }));
  return unique([self, ...required]);
}

function exact(name: string, version: string) {
  const purl = purlOf(ecosystem, name, version);
  return { purl, ecosystem, name, version, versionIsExact: true };
}

function unique(components: readonly ScanComponent[]): ScanComponent[] {
  return [...new Map(components.map((component) => [component.purl, component])).values()];
}
