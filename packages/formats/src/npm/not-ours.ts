import { can } from '@bonded/core/access';
import { hiddenRepository, placeOfRepository } from '@bonded/core/repositories';
import { defineError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { findNpmPackage } from './find-npm-package.ts';
import type { NpmParams } from './route.ts';
import { sendJson } from './send-json.ts';

/** Access to a package is not set in npm's way: roles and keys say who may do what. */
const accessByRoles = defineError('denied', 'NPM_ACCESS_BY_ROLES');
/** Something that the public registry keeps and we do not: stars, hooks. */
const notKept = defineError('not-found', 'NPM_NOT_KEPT');

/** `npm access`, `npm owner`, `npm team`, `npm org`: each prints this sentence. */
export function refuseAccess(): Promise<void> {
  throw accessByRoles(
    'Roles and keys say who may read and publish here: see the console or the bonded command.',
  );
}

/** `npm star`, `npm hook`. */
export function refuseKeeping(): Promise<void> {
  throw notKept(
    'Stars and hooks are not kept here. Webhooks of the whole installation are set elsewhere.',
  );
}

/** `GET -/_view/starredByUser`: nobody has any. */
export function noStars(call: FormatCall): Promise<void> {
  return sendJson(call, 200, { rows: [] });
}

/** `GET -/package/{pkg}/visibility`: a package is as public as its repository. */
export async function visibility(call: FormatCall, params: NpmParams): Promise<void> {
  if (!can(call.actor, 'artifact:read', placeOfRepository(call.repository))) {
    throw hiddenRepository(call.actor);
  }
  await findNpmPackage(call, params['package'] ?? '');
  await sendJson(call, 200, { public: call.repository.isPublic });
}
