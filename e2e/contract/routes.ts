import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Format, Place } from '../stack/api.ts';
import { everyAddress, type FormatDriver } from './driver.ts';

const page = join(import.meta.dirname, '../../docs/read-addresses.md');

/** One address that a format answers, as the product's own page has it. */
export interface ReadRoute {
  readonly format: Format;
  /** The first segment of the addresses. */
  readonly mount: string;
  /** What follows the repository: `simple/:project`. */
  readonly pattern: string;
}

/** Every one, in its order: the first of a format that fits an address answers it. */
export function readRoutes(): readonly ReadRoute[] {
  const row = /^\| ([A-Z]+) \| `\/([^/]+)\/\{project\}\/\{repository\}\/(.*)` \|$/gm;
  return [...readFileSync(page, 'utf8').matchAll(row)].map(
    // The page has its words from the schema.
    ([, format, mount = '', pattern = '']) => ({ format: format as Format, mount, pattern }),
  );
}

/** What no address of a driver asks for, and why nothing of a package could be learnt there. */
export const asksForNoPackage: Readonly<Partial<Record<Format, Readonly<Record<string, string>>>>> =
  {
    NPM: {
      '-/ping': 'says that somebody is there',
      '-/whoami': 'says who asks',
      '-/npm/v1/user': 'says who asks',
      '-/npm/v1/tokens': 'lists the keys of who asks',
      '-/npm/v1/keys': 'gives the public keys of the installation',
      '-/org/*': 'is refused in one sentence, whatever is asked',
      '-/team/*': 'is refused in one sentence, whatever is asked',
      '-/user/:user/package': 'is refused in one sentence, whatever is asked',
      '-/user/:user': 'is refused in one sentence, whatever is asked',
      '-/npm/v1/hooks/*': 'is refused in one sentence, whatever is asked',
      '-/_view/starredByUser': 'is empty for everybody',
    },
    NUGET: {
      'v3/vulnerabilities/:file': 'gives the advisories of the installation, published or not',
    },
    OCI: {
      ':image*/blobs/uploads/:session':
        'goes on with a push, so a group answers as its write target',
    },
  };

const anywhere: Place = { project: 'p', repository: 'r', path: 'p/r', repositoryId: 'none' };

/** Steps that take something else than one segment. */
const namedSteps: Readonly<Record<string, string | undefined>> = {
  package: '(?:@[^/]+/[^/]+|[^@/-][^/]*)',
  checksum: '(?:md5|sha1|sha256|sha512)',
};

function expressionOf(pattern: string): RegExp {
  const steps = pattern
    .replaceAll('.', String.raw`\.`)
    .replaceAll(/:(\w+)(\*?)|\*/g, (_step, name?: string, many?: string) => {
      if (name === undefined) return '.*';
      return many === '*' ? '.+' : (namedSteps[name] ?? '[^/]+');
    });
  return new RegExp(`^${steps}/?$`);
}

/** The patterns of a format that one of these addresses of its driver is answered by. */
export function patternsAskedBy(
  driver: FormatDriver,
  routes: readonly ReadRoute[],
): ReadonlySet<string> {
  const asked = everyAddress(driver, anywhere, '1.0.0').map(({ path }) => {
    const [, , , , ...below] = decodeURIComponent(path.split('?')[0] ?? '').split('/');
    const text = below.join('/');
    return routes.find(({ pattern }) => expressionOf(pattern).test(text))?.pattern;
  });
  return new Set(asked.filter((pattern) => pattern !== undefined));
}
