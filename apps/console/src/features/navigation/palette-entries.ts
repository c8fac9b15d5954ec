import type { PaletteSearchQuery } from '#generated/graphql.ts';
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
  const artifacts = found.search.nodes.map(({ version, repository, package: { name } }) => {
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
