import { deleteTag, setTag } from '@bonded/core/artifacts';
import { findIndex } from '@bonded/core/supply';
import { readJson } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import semver from 'semver';
import type { FormatCall } from '../format.ts';
import { findNpmPackage } from './find-npm-package.ts';
import type { NpmParams } from './route.ts';
import { sendJson } from './send-json.ts';

/** A tag that npm would read as a version range. */
const npmTagInvalid = defineError('invalid', 'NPM_TAG_INVALID');

const bodyBytesMax = 1024;

/** `GET -/package/{pkg}/dist-tags`. */
export async function listTags(call: FormatCall, params: NpmParams): Promise<void> {
  const { ports, actor, repository } = call;
  const found = await findIndex(ports, actor, { repository, name: params['package'] ?? '' });
  await sendJson(call, 200, Object.fromEntries((await found.read()).tags));
}

/** `PUT` and `POST -/package/{pkg}/dist-tags/{tag}`: the body is the version, as a JSON string. */
export async function putTag(call: FormatCall, params: NpmParams): Promise<void> {
  const name = requireTagName(params['tag'] ?? '');
  const target = await findNpmPackage(call, params['package'] ?? '');
  const { signal } = call;
  const version = await readJson(call.request.raw, { bytesMax: bodyBytesMax, signal });
  if (typeof version !== 'string') throw npmTagInvalid('The body is a version in quotes.');
  await setTag(call.ports, call.actor, { packageId: target.id, name, version });
  await sendJson(call, 201, { ok: true });
}

/** `DELETE -/package/{pkg}/dist-tags/{tag}`. */
export async function removeTag(call: FormatCall, params: NpmParams): Promise<void> {
  const target = await findNpmPackage(call, params['package'] ?? '');
  await deleteTag(call.ports, call.actor, { packageId: target.id, name: params['tag'] ?? '' });
  await sendJson(call, 200, { ok: true });
}

/** A tag that is a version range would never be reached: clients would read it as one. */
export function requireTagName(name: string): string {
  if (semver.validRange(name) === null) return name;
  throw npmTagInvalid(`"${name}" is a version range, so it cannot be a tag.`);
}
