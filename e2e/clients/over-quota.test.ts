import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { packZip } from '../contract/archives.ts';
import { type Client, type Format, makeKey, makeRepository, signIn } from '../stack/api.ts';
import { setQuota } from '../stack/quota.ts';
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

/** What a publisher sees in their terminal when the project is full. */
describe('over quota', { timeout: 300_000 }, () => {
  let admin: Client;

  beforeAll(async () => {
    admin = await signIn();
  });

  /** A repository of a project that may hold next to nothing. */
  async function fullRepository(format: Format) {
    const place = await makeRepository(admin, format);
    await setQuota(admin, place.project, '1');
    const url = `${inject('gatewayUrl')}/${format.toLowerCase()}/${place.path}`;
    return { place, url, key: await makeKey(admin, { project: place.project }) };
  }

  /** What a client printed when it failed, in one line: they break long ones where they like. */
  function toldBy({ exitCode, output }: { exitCode: number; output: string }): string {
    if (exitCode === 0) throw new Error(`It was let through:\n${output}`);
    return output.replaceAll(/\s+/g, ' ');
  }

  const receiptOf = (project: string) =>
    new RegExp(`BD-[2-9A-Z]{6,}\\). Over quota: ${project} holds 0 B of 1 B`);

  it('npm says so', async () => {
    const { url, key, place } = await fullRepository('NPM');
    const folder = await clientFolder(`${url}/`, key);
    await writePackage(folder, { name: 'full', version: '1.0.0' });
    expect(toldBy(await runClient('npm', ['publish'], folder))).toMatch(receiptOf(place.project));
  });

  it.skipIf(!hasPython)('twine and uv say so', async () => {
    const { url, key, place } = await fullRepository('PYPI');
    const desk = await PythonDesk.create();
    const wheel = await writeWheel(desk.folder, { name: 'full', version: '1.0' });
    expect(toldBy(await desk.twineUpload(`${url}/`, key, wheel))).toMatch(receiptOf(place.project));
    expect(toldBy(await desk.uvPublish(`${url}/`, key, wheel))).toMatch(receiptOf(place.project));
  });

  it.skipIf(lacksCargo)('cargo says so', async () => {
    const { url, key, place } = await fullRepository('CARGO');
    const desk = await openDesk(`${url}/`, key);
    const folder = await writeCrate({ name: 'bonded-full', version: '1.0.0' });
    const args = ['publish', '--registry', 'bonded', '--no-verify', '--allow-dirty'];
    expect(toldBy(await desk.run(args, folder))).toMatch(receiptOf(place.project));
  });

  it.skipIf(!isMavenHere)('mvn says so', async () => {
    const { url, key, place } = await fullRepository('MAVEN');
    const desk = await makeDesk(url, key);
    const file = join(desk.folder, 'full.jar');
    await writeFile(file, await packZip({ 'full.txt': 'full' }));
    expect(toldBy(await deploy(desk, { coordinates: 'org.full:full:1.0', file }))).toMatch(
      receiptOf(place.project),
    );
  });

  it.skipIf(skopeo === null)('skopeo says so', async () => {
    const { key, place } = await fullRepository('OCI');
    const [home, layout] = [await newHome(), await newHome()];
    await writeImage(layout, 'full');
    const { host } = new URL(inject('gatewayUrl'));
    const run = await runProgram(
      skopeo ?? '',
      [
        ...['copy', '--insecure-policy', '--dest-tls-verify=false', '--dest-creds', `ci:${key}`],
        ...[`oci:${layout}:latest`, `docker://${host}/${place.path}/full:1`],
      ],
      { home },
    );
    expect(toldBy(run)).toMatch(receiptOf(place.project));
  });
});
