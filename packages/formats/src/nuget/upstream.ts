import type { UpstreamDocument, UpstreamFormat, UpstreamSource } from '@bonded/core/repositories';
import { upstreamDocumentInvalid } from '@bonded/core/supply';
import { isPackageId } from './codec/package-id.ts';
import {
  readUpstreamPackage,
  readUpstreamPages,
  type UpstreamPage,
} from './codec/upstream-registration.ts';
import { readUpstreamResources } from './codec/upstream-service-index.ts';

/** Pages have 64 versions: more than any package of the public gallery. */
const pagesMax = 400;
/** Asked for at once. */
const pagesAtOnce = 4;

/** Sources that speak NuGet v3, by the address of their service index. */
export const nugetUpstream: UpstreamFormat = {
  packageOf: (path) => {
    const [id = '', version, file, ...beyond] = path.split('/');
    const isFile = version !== undefined && file !== undefined && beyond.length === 0;
    return isFile && isPackageId(id) ? id : null;
  },
  nameKeyOf: (name) => name.toLowerCase(),
  front: { address: '', isOurs: ({ start }) => /"resources"\s*:/.test(start) },
  read: async (source, name) => {
    if (!isPackageId(name)) return null;
    const id = name.toLowerCase();
    const service = await source.get(source.url.href);
    if (service === null) throw upstreamDocumentInvalid('Upstream has no service index.');
    const { registrations, packageBase } = readUpstreamResources(service);
    const index = await source.get(`${registrations}${id}/index.json`);
    if (index === null) return null;
    const pages = await readPages(source, index);
    return readUpstreamPackage(pages, { id, packageBase });
  },
};

/** Pages that stand in the index itself, and those that it only tells the addresses of. */
async function readPages(
  source: UpstreamSource,
  index: UpstreamDocument,
): Promise<readonly UpstreamPage[]> {
  const listed = readUpstreamPages(index);
  if (listed.length > pagesMax) {
    throw upstreamDocumentInvalid(`Upstream has more than ${pagesMax} pages of versions.`);
  }
  const pages: UpstreamPage[] = [];
  for (let at = 0; at < listed.length; at += pagesAtOnce) {
    const some = listed.slice(at, at + pagesAtOnce);
    pages.push(...(await Promise.all(some.map((page) => wholePage(source, page)))));
  }
  return pages;
}

async function wholePage(source: UpstreamSource, page: UpstreamPage): Promise<UpstreamPage> {
  if (page.items !== undefined) return page;
  const document = await source.get(page.address);
  const whole = document && readUpstreamPages(document, 'page').at(0);
  // Pages are replaced when versions come: one that is gone leaves the index torn.
  if (whole?.items === undefined) throw upstreamDocumentInvalid('A page of versions is missing.');
  return whole;
}
