import type {
  FrontAnswer,
  LocatedFile,
  UpstreamFormat,
  UpstreamPackage,
  UpstreamSource,
} from '@bonded/core/repositories';
import { isProjectName, metadataSuffix, normaliseName } from './codec/names.ts';
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

/** The metadata of a wheel comes with the wheel, which is inspected as a whole (PEP 658). */
async function locate(source: UpstreamSource, path: string): Promise<LocatedFile | null> {
  const name = packageOf(path);
  if (name === null || !path.endsWith(metadataSuffix)) return null;
  const wanted = path.slice(0, -metadataSuffix.length);
  for (const { version, publishedAt, files } of (await read(source, name))?.versions ?? []) {
    const file = files.find((each) => each.path === wanted);
    if (file !== undefined) return { name, version, publishedAt, file };
  }
  return null;
}
