import { listPublishers } from '@bonded/core/artifacts';
import { defineError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { sendJson } from '../send-json.ts';

/** Rights are given by roles in a repository, not crate by crate. */
const ownersUnsupported = defineError('unsupported', 'CARGO_OWNERS_UNSUPPORTED');

/** `GET …/{crate}/owners`: whoever may publish there. */
export async function listOwners(call: FormatCall): Promise<void> {
  const publishers = await listPublishers(call.ports, call.actor, call.repository);
  const users = publishers.map(({ username, displayName }, index) => ({
    // cargo wants a number and does nothing with it.
    id: index + 1,
    login: username,
    name: displayName,
  }));
  await sendJson(call, 200, { users });
}

/** `PUT` and `DELETE …/{crate}/owners`. */
export function changeOwners(call: FormatCall): Promise<void> {
  const { repository } = call;
  throw ownersUnsupported(
    'A crate has no owners of its own here: who may publish is said by roles. ' +
      `Give somebody the role Publisher in ${repository.project.slug}/${repository.slug} instead.`,
  );
}
