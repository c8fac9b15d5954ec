import type { PaletteArtifactFragment, PaletteSearchQuery } from '#generated/graphql.ts';
import { limits } from '#lib/limits.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { navigationPages } from './pages.ts';

export interface PaletteEntry {
  readonly href: string;
  readonly label: string;
  readonly group: string;
  readonly note?: string;
}

const decisionNumber = /^BD-[0-9A-Z]{6}$/u;

/**
 * What the palette offers for a text: a receipt by its number, pages, and what the gateway `found`,
 * with the full search last. Until an answer has come there is nothing to choose that would then
 * lose its place.
 */
export function paletteEntries(
  text: string,
  found: PaletteSearchQuery | undefined,
): PaletteEntry[] {
  const wanted = text.trim();
  return [
    ...decisions(wanted),
    ...pages(wanted),
    ...(wanted && found ? results(wanted, found) : []),
  ];
}

function decisions(wanted: string): PaletteEntry[] {
  const number = wanted.toUpperCase();
  if (!decisionNumber.test(number)) return [];
  const label = t('palette.decision', { number });
  return [{ href: paths.decision(number), label, group: t('palette.pages') }];
}

function pages(wanted: string): PaletteEntry[] {
  const group = t('palette.pages');
  return [...navigationPages, { href: paths.profile(), label: 'nav.profile', key: '' } as const]
    .map(({ href, label, key }) => ({ href, label: t(label), group, note: key ? `g ${key}` : '' }))
    .filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()));
}

function results(wanted: string, found: PaletteSearchQuery): PaletteEntry[] {
  const projects = found.projects.nodes.map(({ slug, name }) => ({
    href: paths.project(slug),
    label: name,
    group: t('palette.projects'),
    note: slug,
  }));
  const packages = found.searchPackages.nodes.map(({ name, repository }) => {
    const at = { project: repository.project.slug, repository: repository.slug };
    return {
      href: paths.package({ ...at, name }),
      label: name,
      group: t('palette.packages'),
      note: `${at.project}/${at.repository}`,
    };
  });
  const artifacts = artifactsOf(found).map(({ version, repository, package: { name } }) => {
    const project = repository.project.slug;
    return {
      href: paths.artifact({ project, repository: repository.slug, name, version }),
      label: `${name} ${version}`,
      group: t('palette.artifacts'),
      note: `${project}/${repository.slug}`,
    };
  });
  const all = {
    href: paths.search(wanted),
    label: t('palette.all', { text: wanted }),
    group: t('palette.artifacts'),
  };
  return [...projects, ...packages, ...artifacts, all];
}

/** Those of a package that is called so come first, whatever is newer. */
function artifactsOf({ named, search }: PaletteSearchQuery): readonly PaletteArtifactFragment[] {
  const first = named?.nodes ?? [];
  const ids = new Set(first.map(({ id }) => id));
  const others = search.nodes.filter(({ id }) => !ids.has(id));
  return [...first, ...others].slice(0, limits.paletteResultsMax);
}

const name = /^(?<name>[^\s":-][^\s":]*?)(?:@(?<version>[^\s":@]*))?$/u;

/**
 * The search for what is called exactly so, `express` or `express@4`; null for a text that is no
 * name but terms of a search.
 */
export function namedSearch(text: string): string | null {
  const groups = text.length <= limits.paletteNameCharsMax ? name.exec(text)?.groups : undefined;
  const { name: called, version = '' } = groups ?? {};
  if (called === undefined) return null;
  return `name:"${called}"${version === '' ? '' : ` version:"${version}*"`}`;
}
