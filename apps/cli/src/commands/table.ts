import { importAdvisories } from './advisories/import.ts';
import { searchAdvisories } from './advisories/search.ts';
import { advisoriesStatus } from './advisories/status.ts';
import { deleteArtifact } from './artifact/delete.ts';
import { listArtifacts } from './artifact/list.ts';
import { rescanArtifact } from './artifact/rescan.ts';
import { rejectArtifact, releaseArtifact } from './artifact/review.ts';
import { showArtifact } from './artifact/show.ts';
import { unyankArtifact, yankArtifact } from './artifact/yank.ts';
import { exportAudit } from './audit/export.ts';
import { listAuditEvents } from './audit/list.ts';
import { createBinding } from './binding/create.ts';
import { deleteBinding } from './binding/delete.ts';
import { listBindings } from './binding/list.ts';
import type { Command, Noun } from './command.ts';
import { listDecisions } from './decision/list.ts';
import { showDecision } from './decision/show.ts';
import { download } from './download/download.ts';
import { createKey } from './key/create.ts';
import { listKeys } from './key/list.ts';
import { revokeKey } from './key/revoke.ts';
import { grantKeyRequest } from './key-request/grant.ts';
import { refuseKeyRequest } from './key-request/refuse.ts';
import { showKeyRequest } from './key-request/show.ts';
import { deprecatePackage } from './package/deprecate.ts';
import { listPackages } from './package/list.ts';
import { showPackage } from './package/show.ts';
import { tagPackage } from './package/tag.ts';
import { untagPackage } from './package/untag.ts';
import { createProject } from './project/create.ts';
import { deleteProject } from './project/delete.ts';
import { listProjects } from './project/list.ts';
import { setQuota } from './project/set-quota.ts';
import { showProject } from './project/show.ts';
import { updateProject } from './project/update.ts';
import { repositoryCache } from './repository/cache.ts';
import { checkProxy } from './repository/check.ts';
import { checkUpstream } from './repository/check-upstream.ts';
import { createRepository } from './repository/create.ts';
import { deleteRepository } from './repository/delete.ts';
import { invalidateUpstream } from './repository/invalidate.ts';
import { listRepositories } from './repository/list.ts';
import { repositoryNames } from './repository/names.ts';
import { repositoryOrigin } from './repository/origin.ts';
import { repositoryPolicy } from './repository/policy.ts';
import { repositoryPolicyHistory } from './repository/policy-history.ts';
import { prefetchVersion } from './repository/prefetch.ts';
import { showRepository } from './repository/show.ts';
import { updateRepository } from './repository/update.ts';
import { listActions } from './role/actions.ts';
import { createRole } from './role/create.ts';
import { deleteRole } from './role/delete.ts';
import { listRoles } from './role/list.ts';
import { updateRole } from './role/update.ts';
import { denyPackages, waivePackages } from './rule/create.ts';
import { deleteRule } from './rule/delete.ts';
import { listRules } from './rule/list.ts';
import { showScan } from './scan/show.ts';
import { search } from './search/search.ts';
import { listSessions } from './session/list.ts';
import { revokeSession } from './session/revoke.ts';
import { login } from './sign-in/login.ts';
import { logout } from './sign-in/logout.ts';
import { whoami } from './sign-in/whoami.ts';
import { addSource } from './source/add.ts';
import { checkSource } from './source/check.ts';
import { listSources } from './source/list.ts';
import { removeSource } from './source/remove.ts';
import { renewSourceSecret } from './source/renew-secret.ts';
import { showSource } from './source/show.ts';
import { syncSource } from './source/sync.ts';
import { updateSource } from './source/update.ts';
import { listUploads } from './upload/list.ts';
import { sendFiles } from './upload/send.ts';
import { terminateUpload } from './upload/terminate.ts';
import { createUser } from './user/create.ts';
import { listUsers } from './user/list.ts';
import { changePassword } from './user/password.ts';
import { disableUser, enableUser, updateUser } from './user/update.ts';

/** Commands without a noun. `upload` is a verb, and has those of its noun below it. */
export const verbs: readonly { readonly command: Command; readonly below?: readonly Command[] }[] =
  [
    { command: login },
    { command: logout },
    { command: whoami },
    { command: sendFiles, below: [listUploads, terminateUpload] },
    { command: download },
    { command: search },
  ];

/** `bonded <noun> <verb>`, in the order in which help shows them. */
export const nouns: readonly Noun[] = [
  {
    name: 'project',
    says: 'Projects',
    commands: [listProjects, createProject, showProject, updateProject, setQuota, deleteProject],
  },
  {
    name: 'repository',
    says: 'Repositories of a project',
    commands: [
      listRepositories,
      checkUpstream,
      createRepository,
      showRepository,
      updateRepository,
      deleteRepository,
      repositoryPolicy,
      repositoryPolicyHistory,
      repositoryOrigin,
      repositoryNames,
      repositoryCache,
      checkProxy,
      prefetchVersion,
      invalidateUpstream,
    ],
  },
  {
    name: 'source',
    says: 'Repositories of version control that packages are made of',
    commands: [
      listSources,
      checkSource,
      addSource,
      showSource,
      updateSource,
      renewSourceSecret,
      syncSource,
      removeSource,
    ],
  },
  {
    name: 'package',
    says: 'Packages and their tags',
    commands: [listPackages, showPackage, tagPackage, untagPackage, deprecatePackage],
  },
  {
    name: 'artifact',
    says: 'Artifacts: what they are, and whether they may be had',
    commands: [
      listArtifacts,
      showArtifact,
      releaseArtifact,
      rejectArtifact,
      rescanArtifact,
      yankArtifact,
      unyankArtifact,
      deleteArtifact,
    ],
  },
  {
    name: 'rule',
    says: 'What is denied or waived beside the policies',
    commands: [listRules, denyPackages, waivePackages, deleteRule],
  },
  {
    name: 'scan',
    says: 'What scans found',
    commands: [showScan],
  },
  {
    name: 'decision',
    says: 'Receipts: why something was let through, held or blocked',
    commands: [showDecision, listDecisions],
  },
  {
    name: 'key',
    says: 'API keys',
    commands: [listKeys, createKey, revokeKey],
  },
  {
    name: 'key-request',
    says: 'Clients that wait for somebody to sign them in',
    commands: [showKeyRequest, grantKeyRequest, refuseKeyRequest],
  },
  {
    name: 'user',
    says: 'Users',
    commands: [listUsers, createUser, updateUser, disableUser, enableUser, changePassword],
  },
  {
    name: 'role',
    says: 'Roles and what they allow',
    commands: [listRoles, createRole, updateRole, deleteRole, listActions],
  },
  {
    name: 'binding',
    says: 'Who has which role where',
    commands: [listBindings, createBinding, deleteBinding],
  },
  {
    name: 'session',
    says: 'Your sign-ins',
    commands: [listSessions, revokeSession],
  },
  {
    name: 'audit',
    says: 'The audit log',
    commands: [listAuditEvents, exportAudit],
  },
  {
    name: 'advisories',
    says: 'The advisory database',
    commands: [importAdvisories, advisoriesStatus, searchAdvisories],
  },
];
