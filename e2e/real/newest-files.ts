import { inject } from 'vitest';
import { type Address, read, type Shelf } from '../contract/driver.ts';
import { Refusal } from './refusal.ts';

/** Wheels of whole frameworks say no more about us than small ones. */
const fileBytesMax = 25_000_000;

async function textAt({ client }: Shelf, address: Address): Promise<string> {
  const response = await read(client, address);
  const text = await response.text();
  if (response.ok) return text;
  const { status } = response;
  throw new Refusal({ asked: 'index', path: address.path, status, said: text });
}

/** An index that leads nowhere keeps a package from people as a refusal does. */
function leadsNowhere(path: string): Refusal {
  return new Refusal({ asked: 'file', path, status: 200, said: 'The index names no version.' });
}

interface Packument {
  readonly 'dist-tags': { readonly latest?: string };
  readonly versions: Readonly<Record<string, { readonly dist: { readonly tarball: string } }>>;
}

/** What `latest` leads to. */
export async function newestOfNpm(shelf: Shelf, name: string): Promise<readonly string[]> {
  const path = `/npm/${shelf.place.path}/${name.replace('/', '%2f')}`;
  const document = JSON.parse(await textAt(shelf, { path })) as Packument;
  const { latest = '' } = document['dist-tags'];
  const found = document.versions[latest];
  if (found === undefined) throw leadsNowhere(path);
  return [found.dist.tarball];
}

interface SimpleFile {
  readonly filename: string;
  readonly url: string;
  readonly size?: number;
  readonly yanked?: boolean | string;
  readonly 'upload-time'?: string;
}

/** The wheel and the source archive that were sent last. */
export async function newestOfProject(shelf: Shelf, name: string): Promise<readonly string[]> {
  const path = `/pypi/${shelf.place.path}/simple/${name}/`;
  const accept = 'application/vnd.pypi.simple.v1+json';
  const { files } = JSON.parse(await textAt(shelf, { path, accept })) as { files: SimpleFile[] };
  const taken = files
    .filter(({ yanked, size = 0 }) => (yanked ?? false) === false && size <= fileBytesMax)
    .toSorted((a, b) => (a['upload-time'] ?? '').localeCompare(b['upload-time'] ?? ''));
  const kinds = [/\.whl$/, /\.(?:tar\.gz|zip)$/];
  return kinds.flatMap((kind) => {
    const file = taken.findLast(({ filename }) => kind.test(filename));
    return file === undefined ? [] : [new URL(file.url, `${inject('gatewayUrl')}${path}`).href];
  });
}

const elementOf = (text: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]+)</${name}>`).exec(text)?.[1];

/** Packagings whose file is called otherwise than a jar; of `pom` there is none. */
const endings: Readonly<Record<string, string | null>> = { pom: null, war: 'war', aar: 'aar' };

/** The pom of the newest release, and what it packs. */
export async function newestOfMaven(shelf: Shelf, name: string): Promise<readonly string[]> {
  const [group = '', artifact = ''] = name.split(':');
  const folder = `/maven/${shelf.place.path}/${group.replaceAll('.', '/')}/${artifact}`;
  const metadata = await textAt(shelf, { path: `${folder}/maven-metadata.xml` });
  const version = elementOf(metadata, 'release') ?? elementOf(metadata, 'latest') ?? '';
  const base = `${folder}/${version}/${artifact}-${version}`;
  const pom = await textAt(shelf, { path: `${base}.pom` });
  const packaging = elementOf(pom, 'packaging') ?? 'jar';
  const ending = Object.hasOwn(endings, packaging) ? endings[packaging] : 'jar';
  return ending == null ? [] : [`${base}.${ending}`];
}

interface CrateLine {
  readonly vers: string;
  readonly yanked: boolean;
}

/** Where the index has a crate: by the first letters of its name. */
function cratePath(name: string): string {
  const short = [`1/${name}`, `2/${name}`, `3/${name[0]}/${name}`][name.length - 1];
  return short ?? `${name.slice(0, 2)}/${name.slice(2, 4)}/${name}`;
}

/** The last line of the index that is not yanked. */
export async function newestOfCrate(shelf: Shelf, name: string): Promise<readonly string[]> {
  const root = `/cargo/${shelf.place.path}`;
  const path = `${root}/${cratePath(name)}`;
  const text = await textAt(shelf, { path });
  // The lines are ours.
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as CrateLine);
  const newest = lines.findLast(({ yanked }) => !yanked);
  if (newest === undefined) throw leadsNowhere(path);
  return [`${root}/api/v1/crates/${name}/${newest.vers}/download`];
}
