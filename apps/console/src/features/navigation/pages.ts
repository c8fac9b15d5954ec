import type { MessageKey } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';

export interface NavigationPage {
  readonly href: string;
  readonly label: MessageKey;
  /** The second key after `g`. */
  readonly key: string;
}

export interface NavigationGroup {
  readonly label: MessageKey;
  readonly pages: readonly NavigationPage[];
}

/** The rail, the palette and the shortcuts are all drawn from this list. */
export const navigationGroups: readonly NavigationGroup[] = [
  {
    label: 'nav.group.warehouse',
    pages: [
      { href: paths.home(), label: 'nav.home', key: 'h' },
      { href: paths.projects(), label: 'nav.projects', key: 'p' },
      { href: paths.artifacts(), label: 'nav.artifacts', key: 'r' },
      { href: paths.search(), label: 'nav.search', key: 's' },
      { href: paths.uploads(), label: 'nav.uploads', key: 't' },
    ],
  },
  {
    label: 'nav.group.control',
    pages: [
      { href: paths.quarantine(), label: 'nav.quarantine', key: 'q' },
      { href: paths.rules(), label: 'nav.rules', key: 'l' },
      { href: paths.advisories(), label: 'nav.advisories', key: 'v' },
      { href: paths.audit(), label: 'nav.audit', key: 'a' },
    ],
  },
  {
    label: 'nav.group.people',
    pages: [
      { href: paths.keys(), label: 'nav.keys', key: 'k' },
      { href: paths.users(), label: 'nav.users', key: 'u' },
      { href: paths.roles(), label: 'nav.roles', key: 'o' },
    ],
  },
];

export const navigationPages: readonly NavigationPage[] = navigationGroups.flatMap(
  ({ pages }) => pages,
);

/** The page of the rail that an address belongs to; a project's repositories belong to Projects. */
export function activePage(pathname: string): NavigationPage | undefined {
  return navigationPages.find(({ href }) =>
    href === paths.home()
      ? pathname === href
      : pathname === href || pathname.startsWith(`${href}/`),
  );
}
