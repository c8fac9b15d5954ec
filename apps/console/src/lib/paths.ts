/**
 * Every address of the console. Names may hold slashes and `@`, so each segment is encoded here and
 * nowhere else.
 */

export interface RepositoryKey {
  readonly project: string;
  readonly repository: string;
}

export interface PackageKey extends RepositoryKey {
  readonly name: string;
}

export interface ArtifactKey extends PackageKey {
  readonly version: string;
}

export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const segment = encodeURIComponent;

/** Appends the set values of `query`; a list repeats its key. */
export function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of value === undefined ? [] : [value].flat()) {
      if (one !== '') search.append(key, one);
    }
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

const project = (slug: string): string => `/projects/${segment(slug)}`;
const repository = (key: RepositoryKey): string =>
  `${project(key.project)}/repositories/${segment(key.repository)}`;
const package_ = (key: PackageKey): string => `${repository(key)}/packages/${segment(key.name)}`;
const artifact = (key: ArtifactKey): string => `${package_(key)}/${segment(key.version)}`;

export type ProjectTab = 'rules' | 'members' | 'settings';
export type RepositoryTab =
  | 'artifacts'
  | 'setup'
  | 'upload'
  | 'sources'
  | 'cache'
  | 'origin'
  | 'policy'
  | 'members'
  | 'settings';
export type ArtifactTab = 'files' | 'findings' | 'components' | 'decisions' | 'activity';

const tabbed = (path: string, tab?: string): string => (tab ? `${path}/${tab}` : path);

export const paths = {
  home: () => '/',
  signIn: (returnTo?: string) => withQuery('/sign-in', { returnTo }),
  projects: (query?: Query) => withQuery('/projects', query),
  project: (slug: string, tab?: ProjectTab) => tabbed(project(slug), tab),
  createRepository: (slug: string) => `${project(slug)}/create-repository`,
  repository: (key: RepositoryKey, tab?: RepositoryTab) => tabbed(repository(key), tab),
  package: (key: PackageKey) => package_(key),
  artifact: (key: ArtifactKey, tab?: ArtifactTab) => tabbed(artifact(key), tab),
  source: (key: PackageKey) => `${repository(key)}/sources/${segment(key.name)}`,
  search: (query?: string) => withQuery('/search', { query }),
  artifacts: (query?: Query) => withQuery('/artifacts', query),
  quarantine: (query?: Query) => withQuery('/quarantine', query),
  decision: (number: string) => `/decisions/${segment(number)}`,
  uploads: () => '/uploads',
  keys: (query?: Query) => withQuery('/keys', query),
  users: (query?: Query) => withQuery('/users', query),
  user: (id: string) => `/users/${segment(id)}`,
  roles: () => '/roles',
  rules: () => '/rules',
  audit: (query?: Query) => withQuery('/audit', query),
  advisories: (query?: Query) => withQuery('/advisories', query),
  advisory: (id: string) => `/advisories/${segment(id)}`,
  profile: () => '/profile',
} as const;

/** Addresses on the console's own server that are not pages. */
export const endpoints = {
  graphql: '/api/graphql',
  uploads: '/api/uploads',
  auditExport: (query: Query) => withQuery('/api/audit-export', query),
} as const;

/** Where to go after sign-in: only an address of our own, never another site's. */
export function safeReturnTo(candidate: string | null | undefined): string {
  if (!candidate || !/^\/(?![/\\])/u.test(candidate)) return paths.home();
  // The URL parser drops tabs and line breaks, so what it resolves to is what a browser would
  // visit.
  const resolved = new URL(candidate, 'http://console.invalid');
  if (resolved.origin !== 'http://console.invalid') return paths.home();
  return `${resolved.pathname}${resolved.search}${resolved.hash}`;
}
