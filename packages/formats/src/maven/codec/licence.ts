import { childText, type XmlElement } from '../../archives/xml.ts';

const licenceCharsMax = 256;

/** What names and pages of licences have in common, letters and digits alone, and their SPDX id. */
const spdx: readonly (readonly [id: string, ...marks: string[]])[] = [
  ['Apache-2.0', 'apache2', 'apachelicense2', 'apachelicenseversion2', 'apachesoftwarelicense2'],
  ['Apache-2.0', 'apachesoftwarelicenseversion2', 'apacheorglicenseslicense20'],
  ['MIT', 'mitlicense', 'licensesmit'],
  ['BSD-3-Clause', 'bsd3', '3clausebsd', 'newbsd', 'revisedbsd'],
  ['BSD-2-Clause', 'bsd2', '2clausebsd', 'simplifiedbsd'],
  ['EPL-2.0', 'epl2', 'eplv2', 'eclipsepubliclicense2', 'eclipsepubliclicensev2'],
  ['EPL-1.0', 'epl1', 'eplv1', 'eclipsepubliclicense1', 'eclipsepubliclicensev1'],
  ['MPL-2.0', 'mpl2', 'mozillapubliclicense2', 'mozillapubliclicenseversion2'],
  ['CC0-1.0', 'cc01', 'publicdomainzero1'],
];

/** The licences of a pom, of which a user may choose one: as an SPDX expression where we know. */
export function licenceOf(licences: XmlElement | null): string | null {
  const names = (licences?.children ?? [])
    .filter(({ name }) => name === 'license')
    .flatMap((licence) => nameOf(licence) ?? []);
  const distinct = [...new Set(names)];
  const text = distinct.length > 1 ? `(${distinct.join(' OR ')})` : distinct[0];
  return text?.slice(0, licenceCharsMax) ?? null;
}

function nameOf(licence: XmlElement): string | null {
  const [name, url] = [childText(licence, 'name'), childText(licence, 'url')];
  const said = `${name ?? ''} ${url ?? ''}`.slice(0, licenceCharsMax).toLowerCase();
  const plain = said.replaceAll(/[^a-z0-9]/g, '');
  const known = spdx.find(([, ...marks]) => marks.some((mark) => plain.includes(mark)));
  if (known !== undefined) return known[0];
  return name?.toUpperCase() === 'MIT' ? 'MIT' : (name ?? url);
}
