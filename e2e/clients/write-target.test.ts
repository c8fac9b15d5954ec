import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { packZip } from '../contract/archives.ts';
import { listArtifacts } from '../contract/versions.ts';
import {
  type Client,
  type Format,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../stack/api.ts';
import { makeGroup } from '../stack/supply.ts';
import { openDesk, writeCrate } from './cargo/run-cargo.ts';
import { deploy, hasMaven, makeDesk } from './maven/run-mvn.ts';
import { clientFolder, runClient, writePackage } from './npm/run-npm.ts';
import { writeImage } from './oci/image-layout.ts';
import { findProgram, newHome, runProgram } from './oci/programs.ts';
import { writeWheel } from './pypi/distributions.ts';
import { hasPythonClients, PythonDesk } from './pypi/run-python.ts';

const [hasPython, isMavenHere, skopeo] = await Promise.all([
  hasPythonClients(),
  hasMaven(),
  findProgram('skopeo'),
]);
const lacksCargo = spawnSync('cargo', ['--version']).status !== 0 && process.env['CI'] !== 'true';

/** One address for what one takes and for what one gives. */
describe('a group that is published to', { timeout: 300_000 }, () => {
  let admin: Client;

  beforeAll(async () => {
    admin = await signIn();
  });

  async function targetedGroup(format: Format) {
    const project = await makeProject(admin);
    const target = await makeRepository(admin, format, { project });
    const members = [target.path];
    const group = await makeGroup(admin, format, { project, members, writeTarget: target.path });
    const url = `${inject('gatewayUrl')}/${format.toLowerCase()}/${group.path}`;
    return { target, group, url, key: await makeKey(admin, { project }) };
  }

  interface Run {
    readonly exitCode: number;
    readonly output: string;
  }

  async function works(running: Promise<Run>): Promise<string> {
    const { exitCode, output } = await running;
    expect(exitCode, output).toBe(0);
    return output;
  }

  async function versionsIn(place: Place): Promise<readonly string[]> {
    const artifacts = await listArtifacts({ client: admin, place });
    return artifacts.map(({ version }) => version).toSorted();
  }

  it('npm publishes, tags, deprecates and takes back', async () => {
    const { target, url, key } = await targetedGroup('NPM');
    const folder = await clientFolder(`${url}/`, key);
    for (const version of ['1.0.0', '1.1.0']) {
      await writePackage(folder, { name: 'sent', version });
      await works(runClient('npm', ['publish'], folder));
    }
    expect(await versionsIn(target)).toEqual(['1.0.0', '1.1.0']);
    await works(runClient('npm', ['dist-tag', 'add', 'sent@1.0.0', 'stable'], folder));
    await works(runClient('npm', ['deprecate', 'sent@1.0.0', 'use 1.1.0'], folder));
    const seen = await works(runClient('npm', ['view', 'sent@stable', 'deprecated'], folder));
    expect(seen).toContain('use 1.1.0');
    await works(runClient('npm', ['unpublish', 'sent@1.0.0', '--force'], folder));
    expect(await versionsIn(target)).toEqual(['1.1.0']);
  });

  it.skipIf(!hasPython)('twine and uv publish', async () => {
    const { target, url, key } = await targetedGroup('PYPI');
    const desk = await PythonDesk.create();
    const [first, second] = [
      await writeWheel(desk.folder, { name: 'sent', version: '1.0' }),
      await writeWheel(desk.folder, { name: 'sent', version: '1.1' }),
    ];
    await works(desk.twineUpload(`${url}/`, key, first));
    await works(desk.uvPublish(`${url}/`, key, second));
    expect(await versionsIn(target)).toEqual(['1.0', '1.1']);
    await works(desk.pipInstall(PythonDesk.as(key, `${url}/simple/`), 'sent'));
  });

  it.skipIf(lacksCargo)('cargo publishes what needs another crate of the group', async () => {
    const { target, url, key } = await targetedGroup('CARGO');
    const desk = await openDesk(`${url}/`, key);
    const args = ['publish', '--registry', 'bonded', '--no-verify', '--allow-dirty'];
    const base = await writeCrate({ name: 'bonded-sent', version: '1.0.0' });
    await works(desk.run(args, base));
    const dependencies = 'bonded-sent = { version = "1", registry = "bonded" }';
    const next = await writeCrate({ name: 'bonded-next', version: '1.1.0', dependencies });
    await works(desk.run(args, next));
    expect(await versionsIn(target)).toEqual(['1.0.0', '1.1.0']);
  });

  it.skipIf(!isMavenHere)('mvn deploys releases and snapshots', async () => {
    const { target, url, key } = await targetedGroup('MAVEN');
    const desk = await makeDesk(url, key);
    const file = join(desk.folder, 'sent.jar');
    await writeFile(file, await packZip({ 'sent.txt': 'sent' }));
    for (const version of ['1.0', '1.1-SNAPSHOT']) {
      await works(deploy(desk, { coordinates: `org.sent:sent:${version}`, file }));
    }
    const [release, build] = await versionsIn(target);
    expect(release).toBe('1.0');
    expect(build).toMatch(/^1\.1-\d{8}\.\d{6}-1$/);
  });

  it.skipIf(skopeo === null)('skopeo pushes, and pulls what it pushed', async () => {
    const { target, group, key } = await targetedGroup('OCI');
    const [home, layout, back] = [await newHome(), await newHome(), await newHome()];
    await writeImage(layout, 'sent');
    const { host } = new URL(inject('gatewayUrl'));
    const image = `docker://${host}/${group.path}/sent:1`;
    const copy = ['copy', '--insecure-policy'];
    const there = ['--dest-tls-verify=false', '--dest-creds', `ci:${key}`];
    const here = ['--src-tls-verify=false', '--src-creds', `ci:${key}`];
    // Again, now that all layers are there.
    for (const _ of ['cold', 'warm']) {
      const args = [...copy, ...there, `oci:${layout}:latest`, image];
      await works(runProgram(skopeo ?? '', args, { home }));
    }
    await works(runProgram(skopeo ?? '', [...copy, ...here, image, `oci:${back}:1`], { home }));
    expect(await versionsIn(target)).toEqual([expect.stringMatching(/^sha256:/)]);
  });
});
