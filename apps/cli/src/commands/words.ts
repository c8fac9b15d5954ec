/** The words of the schema's enumerations, as people type them. A test keeps them equal. */
export const formats = [
  'cargo',
  'composer',
  'go',
  'helm',
  'maven',
  'npm',
  'nuget',
  'oci',
  'pypi',
  'raw',
] as const;
export const repositoryKinds = ['group', 'hosted', 'proxy'] as const;
export const nameStandings = ['ours', 'collision', 'shared', 'outside'] as const;
export const vcsKinds = ['bitbucket', 'git', 'gitea', 'github', 'gitlab'] as const;
export const severities = ['none', 'low', 'medium', 'high', 'critical'] as const;
export const policyLines = ['denied', 'severity', 'date', 'cooldown', 'unscanned'] as const;
export const artifactStates = [
  'quarantined',
  'released',
  'rejected',
  'recalled',
  'deleted',
] as const;
export const artifactOrders = ['newest', 'oldest', 'name', 'severity', 'size', 'cooling'] as const;
export const uploadStates = ['open', 'completed', 'failed', 'expired', 'terminated'] as const;
export const auditOutcomes = ['success', 'refused'] as const;
