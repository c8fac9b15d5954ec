import { artifactNotFound } from '@bonded/core/artifacts';
import { findAdvisories } from '@bonded/core/clearance';
import { findIndex } from '@bonded/core/supply';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import type { RouteParams } from '../route.ts';
import { type JsonRelease, renderJsonProject } from './codec/json-api.ts';
import { normaliseName } from './codec/names.ts';
import { newestOf, normaliseVersion } from './codec/versions.ts';
import { loadProject } from './load-project.ts';

/** `GET pypi/{project}/json`: the newest release that can be had, and the files of all. */
export async function getProjectJson(call: FormatCall, params: RouteParams): Promise<void> {
  const { name, changedAt, releases } = await load(call, params);
  const free = releases.filter(({ yanked }) => yanked === null);
  const release = newestOf(free.length > 0 ? free : releases);
  if (release === null) throw artifactNotFound('There is no such project.');
  await send(call, { name, changedAt, release, releases });
}

/** `GET pypi/{project}/{version}/json`: one release. */
export async function getReleaseJson(call: FormatCall, params: RouteParams): Promise<void> {
  const { name, changedAt, releases } = await load(call, params);
  const version = normaliseVersion(params['version'] ?? '');
  const release = releases.find((each) => each.version === version);
  if (release === undefined) throw artifactNotFound('There is no such release.');
  await send(call, { name, changedAt, release, releases: null });
}

async function load(call: FormatCall, { project = '' }: RouteParams) {
  requireReader(call);
  const { ports, actor, repository } = call;
  const found = await findIndex(ports, actor, { repository, name: normaliseName(project) });
  return loadProject(await found.read());
}

interface Answer {
  readonly name: string;
  readonly changedAt: Date;
  readonly release: JsonRelease;
  readonly releases: readonly JsonRelease[] | null;
}

async function send(call: FormatCall, { changedAt, ...answer }: Answer): Promise<void> {
  const { baseUrl, ports, reply, signal } = call;
  const packages = { [answer.name]: [answer.release.version] };
  const vulnerabilities = await findAdvisories(ports, { ecosystem: 'PyPI', packages }, signal);
  const lastSerial = changedAt.getTime();
  const text = renderJsonProject({ baseUrl, ...answer, lastSerial, vulnerabilities });
  await reply
    .header('content-type', 'application/json')
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(text));
}
