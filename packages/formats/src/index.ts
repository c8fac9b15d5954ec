import type { Format } from './format.ts';
import { npm } from './npm/index.ts';
import { raw } from './raw/index.ts';

export * from './blob-source.ts';
export * from './format.ts';
export * from './mount.ts';

/** Every format that is served. Adding one is a folder and a line here. */
export const formats: readonly Format[] = [npm, raw];
