/**
 * Every act that access can allow, in one table: `noun:verb`, where it can be granted, and what it
 * means.
 * GraphQL rules, the roles screen, the documentation and the test matrix are all generated from it.
 */
export const actionTable = {
  'project:create': { scope: 'global', says: 'Create projects' },
  'project:read': { scope: 'project', says: 'See a project and its settings' },
  'project:update': { scope: 'project', says: 'Change a project' },
  'project:delete': { scope: 'project', says: 'Delete an empty project' },
  'quota:read': { scope: 'project', says: 'See how much a project holds and may hold' },
  'quota:update': { scope: 'global', says: 'Say how much projects may hold' },
  'repository:create': { scope: 'project', says: 'Create repositories in a project' },
  'repository:read': { scope: 'repository', says: 'See a repository and its packages' },
  'repository:update': { scope: 'repository', says: 'Change a repository' },
  'repository:delete': { scope: 'repository', says: 'Delete an empty repository' },
  'artifact:read': { scope: 'repository', says: 'See released artifacts and their files' },
  'artifact:read-held': { scope: 'repository', says: 'See held and rejected artifacts too' },
  'artifact:download': { scope: 'repository', says: 'Download what is cleared' },
  'artifact:publish': { scope: 'repository', says: 'Publish, upload, tag and deprecate' },
  'artifact:delete': { scope: 'repository', says: 'Delete artifacts' },
  'artifact:review': { scope: 'repository', says: 'Release or reject held artifacts' },
  'scan:read': { scope: 'repository', says: 'See scans, findings and components' },
  'scan:run': { scope: 'repository', says: 'Scan again' },
  'decision:read': { scope: 'repository', says: 'See decisions and their facts' },
  'policy:read': { scope: 'repository', says: 'See policies' },
  'policy:update': { scope: 'repository', says: 'Change policies' },
  'advisory:read': { scope: 'global', says: 'See advisories and their imports' },
  'advisory:import': { scope: 'global', says: 'Import advisories' },
  'user:read': { scope: 'global', says: 'See users' },
  'user:create': { scope: 'global', says: 'Create users' },
  'user:update': { scope: 'global', says: 'Change and disable users' },
  'role:read': { scope: 'global', says: 'See roles and what they allow' },
  'role:update': { scope: 'global', says: 'Create, change and delete roles' },
  'binding:read': { scope: 'project', says: 'See who has which role' },
  'binding:update': { scope: 'project', says: 'Give and take roles' },
  'key:create': { scope: 'global', says: 'Create API keys for oneself' },
  'key:read-all': { scope: 'global', says: "See everybody's API keys" },
  'key:revoke-all': { scope: 'global', says: "Revoke anybody's API keys" },
  'audit:read': { scope: 'project', says: 'Read and export the audit log' },
} as const satisfies Record<string, { scope: 'global' | 'project' | 'repository'; says: string }>;

export type Action = keyof typeof actionTable;

// `keys` widens to string what the table spells out.
export const allActions = Object.keys(actionTable) as readonly Action[];

export function isAction(text: string): text is Action {
  return Object.hasOwn(actionTable, text);
}

const consumer: readonly Action[] = [
  'project:read',
  'repository:read',
  'artifact:read',
  'artifact:download',
  'key:create',
];

/** The roles that every installation has. Seeded at migration, never editable. */
export const builtInRoles = {
  Admin: { says: 'Everything, everywhere it is granted', actions: allActions },
  Publisher: {
    says: 'Publishes artifacts and follows them through quarantine',
    actions: [
      ...consumer,
      'artifact:read-held',
      'artifact:publish',
      'quota:read',
      'scan:read',
      'decision:read',
      'policy:read',
    ],
  },
  Consumer: { says: 'Installs approved artifacts only', actions: consumer },
  Auditor: {
    says: 'Sees everything, changes nothing, downloads nothing',
    actions: [
      'project:read',
      'quota:read',
      'repository:read',
      'artifact:read',
      'artifact:read-held',
      'scan:read',
      'decision:read',
      'policy:read',
      'advisory:read',
      'user:read',
      'role:read',
      'binding:read',
      'key:read-all',
      'audit:read',
    ],
  },
} as const satisfies Record<string, { says: string; actions: readonly Action[] }>;

/** What anybody may do in a public repository, signed in or not. */
export const publicActions: ReadonlySet<Action> = new Set([
  'project:read',
  'repository:read',
  'artifact:read',
  'artifact:download',
] satisfies Action[]);
