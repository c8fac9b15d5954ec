import type {
  FrontAnswer,
  LocatedFile,
  UpstreamFormat,
  UpstreamPackage,
  UpstreamSource,
} from '@bonded/core/repositories';
import { isProjectName, metadataSuffix, normaliseName, provenanceSuffix } from './codec/names.ts';
import { indexTypes, readUpstreamProject } from './codec/upstream-project.ts';

/** Servers of the simple API, by the address of their `simple/`. */
export const pypiUpstream: UpstreamFormat = {
  packageOf,
  nameKeyOf: normaliseName,
  read,
  locate,
  front: { address: '', accept: indexTypes, isOurs: isIndex },
};

/** PEP 691 names its type; older servers say on a page that it is a simple index. */
function isIndex({ contentType, start }: FrontAnswer): boolean {
  if (contentType.includes('vnd.pypi.simple')) return true;
  return contentType.includes('html') && /pypi:repository-version|simple/i.test(start);
}

function packageOf(path: string): string | null {
  const [folder, name = '', , fileName, ...rest] = path.split('/');
  const isFile = folder === 'packages' && fileName !== undefined && rest.length === 0;
  return isFile && isNormalised(name) ? name : null;
}

function isNormalised(name: string): boolean {
  return isProjectName(name) && normaliseName(name) === name;
}

async function read(source: UpstreamSource, name: string): Promise<UpstreamPackage | null> {
  if (!isNormalised(name)) return null;
  const document = await source.get(`${name}/`, { accept: indexTypes });
  return document && readUpstreamProject(document, name);
}

/** What lies beside a file comes with it: its metadata (PEP 658), its provenance (PEP 740). */
async function locate(source: UpstreamSource, path: string): Promise<LocatedFile | null> {
  const name = packageOf(path);
  const suffix = [metadataSuffix, provenanceSuffix].find((each) => path.endsWith(each));
  if (name === null || suffix === undefined) return null;
  const wanted = path.slice(0, -suffix.length);
  for (const { version, publishedAt, files } of (await read(source, name))?.versions ?? []) {
    const file = files.find((each) => each.path === wanted);
    if (file !== undefined) return { name, version, publishedAt, file };
  }
  return null;
}
