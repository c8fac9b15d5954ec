import type { EventBus } from '@bonded/core/events';
import { createCargo } from './cargo/index.ts';
import { createComposer } from './composer/index.ts';
import type { Format } from './format.ts';
import { createGo } from './go/index.ts';
import { createHelm } from './helm/index.ts';
import { createMaven } from './maven/index.ts';
import { createNpm } from './npm/index.ts';
import { createNuget } from './nuget/index.ts';
import { oci } from './oci/index.ts';
import { createPypi } from './pypi/index.ts';
import { raw } from './raw/index.ts';

export * from './blob-source.ts';
export * from './format.ts';
export * from './ingest.ts';
export * from './mount.ts';

/**
 * Every format that is served, its caches fed by what changes. Adding one is a folder and a line
 * here.
 */
export function createFormats(events: EventBus): readonly Format[] {
  return [
    createCargo(events),
    createComposer(events),
    createGo(events),
    createHelm(events),
    createMaven(events),
    createNpm(events),
    createNuget(events),
    oci,
    createPypi(events),
    raw,
  ];
}
