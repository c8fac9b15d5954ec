import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import {
  type Client,
  makeKey,
  makeProject,
  makeRepository,
  type Place,
  signIn,
} from '../../stack/api.ts';
import { writeImage } from './image-layout.ts';
import { findProgram, newHome, type Program, runProgram } from './programs.ts';

/** Put together from two halves, so that this file itself sets off nobody's scanner. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(
  '',
);
const receipt = /BD-[2-9A-Z]{6,}/;

const programs = {
  skopeo: await findProgram('skopeo'),
  crane: await findProgram('crane'),
  oras: await findProgram('oras'),
};
const without = (...names: readonly (keyof typeof programs)[]) =>
  names.some((name) => programs[name] === null);

let admin: Client;
let place: Place;
let host: string;
let key: string;
let readOnlyKey: string;

beforeAll(async () => {
  admin = await signIn();
  place = await makeRepository(admin, 'OCI');
  host = new URL(inject('gatewayUrl')).host;
  const { project } = place;
  key = await makeKey(admin, { project });
  const actions = ['repository:read', 'artifact:read', 'artifact:download'];
  readOnlyKey = await makeKey(admin, { project, actions });
});

/** A machine that signed in with a key, or with none. */
async function machineWith(secret: string | null): Promise<string> {
  const home = await newHome();
  const auth = Buffer.from(`ci:${secret}`).toString('base64');
  const config = JSON.stringify({ auths: secret === null ? {} : { [host]: { auth } } });
  await writeFile(join(home, 'config.json'), config);
  await writeFile(join(home, 'auth.json'), config);
  return home;
}

function run(name: Exclude<Program, 'conformance'>, home: string, ...args: readonly string[]) {
  const plain = name === 'crane' ? [...args, '--insecure'] : args;
  return runProgram(programs[name] ?? '', plain, { home });
}

const at = (image: string) => `${host}/${place.path}/${image}`;
const plainHttp = ['--src-tls-verify=false', '--dest-tls-verify=false'];

async function push(home: string, image: string, content: string) {
  const layout = await newHome();
  const { digest } = await writeImage(layout, content);
  const pushed = await run(
    'skopeo',
    home,
    ...['copy', '--insecure-policy', '--dest-tls-verify=false'],
    ...[`oci:${layout}:latest`, `docker://${at(image)}`],
  );
  return { ...pushed, digest };
}

describe.skipIf(without('skopeo'))('skopeo', () => {
  it('pushes an image, and gets the same one back by tag and by digest', async () => {
    const home = await machineWith(key);
    const pushed = await push(home, 'team/app:1.0', 'hello');
    expect(pushed.exitCode, pushed.output).toBe(0);
    for (const reference of ['team/app:1.0', `team/app@${pushed.digest}`]) {
      const pulled = await run(
        'skopeo',
        home,
        ...['copy', '--insecure-policy', ...plainHttp],
        ...[`docker://${at(reference)}`, `oci:${join(home, 'back')}:latest`],
      );
      expect(pulled.exitCode, pulled.output).toBe(0);
      expect(await readFile(join(home, 'back/index.json'), 'utf8')).toContain(pushed.digest);
    }
    const listed = await run(
      'skopeo',
      home,
      'list-tags',
      '--tls-verify=false',
      `docker://${at('team/app')}`,
    );
    expect(JSON.parse(listed.output)).toMatchObject({ Tags: ['1.0'] });
  });

  it('signs in with a good key, and not with a bad one', async () => {
    const home = await newHome();
    const login = (secret: string) =>
      run('skopeo', home, 'login', '--tls-verify=false', '-u', 'ci', '-p', secret, host);
    expect((await login(`${key.slice(0, -1)}x`)).exitCode).not.toBe(0);
    const good = await login(key);
    expect(good.exitCode, good.output).toBe(0);
  });

  it('prints the receipt of an image that carries malware, by tag and by digest', async () => {
    const home = await machineWith(key);
    const pushed = await push(home, 'team/bad:1.0', eicar);
    expect(pushed.exitCode, pushed.output).toBe(0);
    for (const reference of ['team/bad:1.0', `team/bad@${pushed.digest}`]) {
      const inspect = ['inspect', '--tls-verify=false', `docker://${at(reference)}`];
      const refused = await run('skopeo', home, ...inspect);
      expect(refused.exitCode).not.toBe(0);
      expect(refused.output).toMatch(receipt);
      expect(refused.output).toContain('BONDED-EICAR');
    }
  });

  it('lets who may not push pull alone, and strangers neither', async () => {
    await push(await machineWith(key), 'team/shared:1.0', 'shared');
    const inspect = ['inspect', '--tls-verify=false', `docker://${at('team/shared:1.0')}`];
    const reader = await machineWith(readOnlyKey);
    expect((await run('skopeo', reader, ...inspect)).exitCode).toBe(0);
    const pushed = await push(reader, 'team/shared:2.0', 'no');
    expect(pushed.exitCode).not.toBe(0);
    expect(pushed.output).toContain('artifact:publish');
    const project = await makeProject(admin);
    const strangers = [null, `${key.slice(0, -1)}x`, await makeKey(admin, { project })];
    for (const secret of strangers) {
      const home = await machineWith(secret);
      const refused = await run('skopeo', home, ...inspect);
      expect(refused.exitCode).not.toBe(0);
      expect(refused.output).not.toMatch(receipt);
    }
  });
});

describe.skipIf(without('crane', 'skopeo'))('crane', () => {
  it('copies, tags, lists and deletes', async () => {
    const home = await machineWith(key);
    const { digest } = await push(home, 'tools/one:1', 'one');
    const copied = await run('crane', home, 'copy', at('tools/one:1'), at('tools/two:1'));
    expect(copied.exitCode, copied.output).toBe(0);
    expect((await run('crane', home, 'digest', at('tools/two:1'))).output.trim()).toBe(digest);
    expect((await run('crane', home, 'tag', at('tools/two:1'), 'stable')).exitCode).toBe(0);
    expect((await run('crane', home, 'ls', at('tools/two'))).output.trim()).toBe('1\nstable');
    const catalog = (await run('crane', home, 'catalog', host)).output;
    expect(catalog).toContain(`${place.path}/tools/two`);
    expect((await run('crane', home, 'delete', at('tools/two:stable'))).exitCode).toBe(0);
    expect((await run('crane', home, 'delete', at(`tools/two@${digest}`))).exitCode).toBe(0);
    expect((await run('crane', home, 'manifest', at('tools/two:1'))).output).toContain(
      'MANIFEST_UNKNOWN',
    );
    // The same image in another package is another one.
    expect((await run('crane', home, 'digest', at('tools/one:1'))).output.trim()).toBe(digest);
  });

  it('reads a public repository as nobody, and writes nothing', async () => {
    const open = await makeRepository(admin, 'OCI', { isPublic: true, project: place.project });
    const home = await machineWith(key);
    await push(home, 'base:1', 'base');
    const target = `${host}/${open.path}/base:1`;
    expect((await run('crane', home, 'copy', at('base:1'), target)).exitCode).toBe(0);
    const nobody = await machineWith(null);
    const pulled = await run('crane', nobody, 'manifest', target);
    expect(pulled.exitCode, pulled.output).toBe(0);
    expect((await run('crane', nobody, 'tag', target, 'mine')).exitCode).not.toBe(0);
    const catalog = (await run('crane', nobody, 'catalog', host)).output;
    expect(catalog).toContain(`${open.path}/base`);
    expect(catalog).not.toContain(place.path);
  });
});

describe.skipIf(without('oras'))('oras', () => {
  it('pushes files, attaches to them, and discovers and pulls both', async () => {
    const home = await machineWith(key);
    await writeFile(join(home, 'report.txt'), 'all is well');
    await writeFile(join(home, 'sbom.json'), '{}');
    const target = at('files/report:1');
    const pushed = await run(
      'oras',
      home,
      ...['push', '--plain-http', target, '--artifact-type', 'application/x.report'],
      'report.txt:text/plain',
    );
    expect(pushed.exitCode, pushed.output).toBe(0);
    const attach = ['attach', '--plain-http', '--artifact-type', 'application/x.sbom', target];
    const attached = await run('oras', home, ...attach, 'sbom.json');
    expect(attached.exitCode, attached.output).toBe(0);
    const found = await run('oras', home, 'discover', '--plain-http', target);
    expect(found.output).toContain('application/x.sbom');
    const back = await machineWith(readOnlyKey);
    const pulled = await run('oras', back, 'pull', '--plain-http', target);
    expect(pulled.exitCode, pulled.output).toBe(0);
    expect(await readFile(join(back, 'report.txt'), 'utf8')).toBe('all is well');
  });
});
