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
import { uploadWhole } from '../../stack/upload-whole.ts';
import { writeImage } from './image-layout.ts';
import { findProgram, newHome, runProgram } from './programs.ts';

/** Put together from two halves, so that this file itself sets off nobody's scanner. */
const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join(
  '',
);
const receipt = /BD-[2-9A-Z]{6,}/;

const programs = {
  skopeo: await findProgram('skopeo'),
  crane: await findProgram('crane'),
  oras: await findProgram('oras'),
  buildah: await findProgram('buildah'),
  helm: await findProgram('helm'),
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

/** What each needs for a gateway without TLS, and to keep nothing outside of its home. */
const before: Readonly<Record<string, readonly string[]>> = {
  buildah: ['--storage-driver', 'vfs', '--root', 'storage', '--runroot', 'run'],
};
const after: Readonly<Record<string, readonly string[]>> = { crane: ['--insecure'] };

function run(name: keyof typeof programs, home: string, ...args: readonly string[]) {
  const plain = [...(before[name] ?? []), ...args, ...(after[name] ?? [])];
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

describe.skipIf(without('buildah'))('buildah', () => {
  it('builds an image, pushes it, and builds on it somewhere else', async () => {
    const home = await machineWith(key);
    await writeFile(join(home, 'hello.txt'), 'hello');
    const image = `docker://${at('built/app:1')}`;
    const steps = [
      ['from', '--name', 'work', 'scratch'],
      ['copy', 'work', 'hello.txt', '/hello.txt'],
      ['commit', 'work', 'app:1'],
      ['push', '--tls-verify=false', 'app:1', image],
    ];
    for (const step of steps) {
      const { exitCode, output } = await run('buildah', home, ...step);
      expect(exitCode, output).toBe(0);
    }
    const elsewhere = await machineWith(readOnlyKey);
    const pulled = await run('buildah', elsewhere, 'from', '--tls-verify=false', image);
    expect(pulled.exitCode, pulled.output).toBe(0);
    const refused = await run(
      'buildah',
      elsewhere,
      'push',
      '--tls-verify=false',
      at('built/app:1'),
    );
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('artifact:publish');
  });
});

describe.skipIf(without('helm'))('helm', () => {
  it('pushes a chart as an artifact, and pulls and renders it by range', async () => {
    const home = await machineWith(key);
    const config = ['--registry-config', join(home, 'config.json')];
    await run('helm', home, 'create', 'web');
    const charts = `oci://${host}/${place.path}/charts`;
    for (const version of ['1.0.0', '1.1.0']) {
      await run('helm', home, 'package', 'web', '--version', version);
      const archive = `web-${version}.tgz`;
      const pushed = await run('helm', home, 'push', archive, charts, ...config);
      expect(pushed.exitCode, pushed.output).toBe(0);
    }
    const wanted = [`${charts}/web`, '--version', '^1.0', ...config];
    const pulled = await run('helm', home, 'pull', ...wanted, '--untar', '--untardir', 'back');
    expect(pulled.exitCode, pulled.output).toBe(0);
    expect(await readFile(join(home, 'back/web/Chart.yaml'), 'utf8')).toContain('version: 1.1.0');
    const rendered = await run('helm', home, 'template', 'it', ...wanted);
    expect(rendered.output).toContain('kind: Deployment');
  });
});

async function uploadFile(file: string, path: string): Promise<number> {
  const bytes = await readFile(file);
  return (await uploadWhole(admin, place, { path, bytes })).status;
}

describe.skipIf(without('skopeo'))('an image that is uploaded as a file', () => {
  const inspect = async (reference: string) =>
    run(
      'skopeo',
      await machineWith(key),
      'inspect',
      '--tls-verify=false',
      `docker://${at(reference)}`,
    );

  it('is the image that was packed: an OCI layout, under each tag that it is sent as', async () => {
    const home = await machineWith(key);
    const { digest } = await writeImage(join(home, 'layout'), 'laid out');
    const packed = ['oci:layout:latest', 'oci-archive:image.tar:1.0'];
    const saved = await run('skopeo', home, 'copy', '--insecure-policy', ...packed);
    expect(saved.exitCode, saved.output).toBe(0);
    for (const tag of ['1.0', 'stable']) {
      expect(await uploadFile(join(home, 'image.tar'), `sent/layout:${tag}`)).toBe(201);
      expect(JSON.parse((await inspect(`sent/layout:${tag}`)).output)).toMatchObject({
        Digest: digest,
        RepoTags: ['1.0', 'stable'].slice(0, tag === '1.0' ? 1 : 2),
      });
    }
  });

  it('is the image that docker saved, by the name that it was saved under', async () => {
    const home = await machineWith(key);
    await writeImage(join(home, 'layout'), 'saved');
    const packed = ['oci:layout:latest', 'docker-archive:any.tar:registry.example/saved/app:2.0'];
    const saved = await run('skopeo', home, 'copy', '--insecure-policy', ...packed);
    expect(saved.exitCode, saved.output).toBe(0);
    expect(await uploadFile(join(home, 'any.tar'), 'any.tar')).toBe(201);
    const pulled = ['copy', '--insecure-policy', '--src-tls-verify=false'];
    const source = `docker://${at('saved/app:2.0')}`;
    const back = await run('skopeo', home, ...pulled, source, 'oci:back:latest');
    expect(back.exitCode, back.output).toBe(0);
  });

  it('is judged as one that was pushed, and refused where it is none', async () => {
    const home = await machineWith(key);
    await writeImage(join(home, 'layout'), eicar);
    await run(
      'skopeo',
      home,
      'copy',
      '--insecure-policy',
      'oci:layout:latest',
      'oci-archive:bad.tar',
    );
    expect(await uploadFile(join(home, 'bad.tar'), 'sent/bad:1')).toBe(201);
    await expect.poll(async () => (await inspect('sent/bad:1')).output).toContain('BONDED-EICAR');
    await writeFile(join(home, 'not.tar'), 'hello');
    expect(await uploadFile(join(home, 'not.tar'), 'sent/not:1')).toBe(400);
  });
});

describe.skipIf(without('crane', 'skopeo'))('a public repository', () => {
  it('lends its layers to who may push elsewhere, without sending them', async () => {
    const open = await makeRepository(admin, 'OCI', { isPublic: true });
    const source = `${host}/${open.path}/lend:1`;
    const owner = await machineWith(await makeKey(admin, { project: open.project }));
    await writeImage(join(owner, 'layout'), 'lent');
    const send = ['--dest-tls-verify=false', 'oci:layout:latest', `docker://${source}`];
    const sent = await run('skopeo', owner, 'copy', '--insecure-policy', ...send);
    expect(sent.exitCode, sent.output).toBe(0);

    const borrower = await machineWith(key);
    const manifest = JSON.parse((await run('crane', borrower, 'manifest', source)).output) as {
      layers: { digest: string }[];
    };
    const from = `mount=${manifest.layers[0]?.digest}&from=${open.path}/lend`;
    const mounted = await fetch(
      `${inject('gatewayUrl')}/v2/${place.path}/borrowed/blobs/uploads/?${from}`,
      { method: 'POST', headers: { authorization: `Bearer ${key}` } },
    );
    expect(mounted.status).toBe(201);
    const copied = await run('crane', borrower, 'copy', source, at('borrowed:1'));
    expect(copied.exitCode, copied.output).toBe(0);
  });
});
