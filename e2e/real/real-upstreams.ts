import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shelf } from '../contract/driver.ts';
import { newestOfCrate, newestOfMaven, newestOfNpm, newestOfProject } from './newest-files.ts';

/** The addresses of the newest files of a package, found as a client finds them. */
export type NewestFiles = (shelf: Shelf, name: string) => Promise<readonly string[]>;

const readers = {
  NPM: newestOfNpm,
  PYPI: newestOfProject,
  MAVEN: newestOfMaven,
  CARGO: newestOfCrate,
} as const satisfies Readonly<Record<string, NewestFiles>>;

export type RealFormat = keyof typeof readers;

export interface RealUpstream {
  readonly format: RealFormat;
  readonly url: string;
  readonly names: readonly string[];
  readonly newestFiles: NewestFiles;
}

interface RealSettings {
  /** How many packages are asked for, of all formats together. */
  readonly packages: number;
  /** `NPM=<address> PYPI=<address>`: whoever runs it says which servers are asked. */
  readonly upstreams: string;
}

function isRealFormat(word: string): word is RealFormat {
  return Object.hasOwn(readers, word);
}

function readUpstreams(text: string): readonly (readonly [RealFormat, string])[] {
  return text.split(/\s+/).flatMap((word) => {
    if (word === '') return [];
    const at = word.indexOf('=');
    const [format, url] = [word.slice(0, at), word.slice(at + 1)];
    if (!isRealFormat(format) || !URL.canParse(url)) {
      throw new Error(`"${word}" is no ${Object.keys(readers).join(', ')}=<address>`);
    }
    return [[format, url] as const];
  });
}

/** As many of them, from all parts of the list: neighbours come from one publisher. */
function spread(names: readonly string[], count: number): readonly string[] {
  const taken = Math.min(count, names.length);
  const at = (place: number) => Math.floor((place * taken) / names.length);
  return names.filter((_, index) => at(index + 1) > at(index));
}

/** Each upstream that was named, with an equal share of the packages. */
export async function realUpstreams(settings: RealSettings): Promise<readonly RealUpstream[]> {
  const named = readUpstreams(settings.upstreams);
  const share = Math.ceil(settings.packages / Math.max(named.length, 1));
  return Promise.all(
    named.map(async ([format, url]) => {
      const file = join(import.meta.dirname, 'names', `${format.toLowerCase()}.txt`);
      const names = (await readFile(file, 'utf8')).trimEnd().split('\n');
      return { format, url, names: spread(names, share), newestFiles: readers[format] };
    }),
  );
}
