import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { makeKey, makeRepository, type Place, signIn } from '../../stack/api.ts';
import { writeImage } from './image-layout.ts';
import { ImageMachine } from './machine.ts';
import { findProgram, runProgram } from './programs.ts';

const cosign = await findProgram('cosign');
const skips = cosign === null || (await findProgram('skopeo')) === null;
/** No log of transparency: it is on the internet. */
const offline = ['--tlog-upload=false', '--use-signing-config=false', '--yes'];
const plainHttp = '--allow-http-registry';

describe.skipIf(skips)('cosign, the real client', () => {
  let place: Place;
  let machine: ImageMachine;
  let image: string;

  async function ask(...args: readonly string[]): Promise<string> {
    const environment = { COSIGN_PASSWORD: 'of this test' };
    const ran = await runProgram(cosign ?? '', args, { home: machine.home, environment });
    expect(ran.exitCode, ran.output).toBe(0);
    return ran.output;
  }

  beforeAll(async () => {
    const admin = await signIn();
    place = await makeRepository(admin, 'OCI');
    const { host } = new URL(inject('gatewayUrl'));
    const { project } = place;
    machine = await ImageMachine.with(host, await makeKey(admin, { project }));
    const name = `${host}/${place.path}/signed/tool`;
    const { digest } = await writeImage(join(machine.home, 'layout'), 'to be signed');
    const pushed = await machine.copy('oci:layout', `docker://${name}:1.0`);
    if (pushed.exitCode !== 0) throw new Error(pushed.output);
    image = `${name}@${digest}`;
    await ask('generate-key-pair');
  });

  it('signs an image, finds the signature beside it and verifies it', async () => {
    await ask('sign', '--key', 'cosign.key', plainHttp, ...offline, image);
    const verify = ['verify', '--key', 'cosign.pub', plainHttp, '--insecure-ignore-tlog'];
    expect(await ask(...verify, image)).toContain('were verified against the specified public key');
    expect(await ask('tree', plainHttp, image)).toContain('via OCI referrer');
  });

  it('attaches a bill of materials and a signature that were made elsewhere', async () => {
    const sbom = JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    await writeFile(join(machine.home, 'sbom.json'), sbom);
    const attached = ['--type', 'cyclonedx', '--sbom', 'sbom.json'];
    await ask('attach', 'sbom', plainHttp, ...attached, image);
    expect(await ask('download', 'sbom', plainHttp, image)).toContain(sbom);
    await writeFile(join(machine.home, 'payload'), '{}');
    const written = ['--new-bundle-format=false', '--output-signature', 'signature'];
    await ask('sign-blob', '--key', 'cosign.key', ...offline, ...written, 'payload');
    const made = ['--signature', 'signature', '--payload', 'payload'];
    await ask('attach', 'signature', plainHttp, ...made, image);
    const { output } = await machine.run('skopeo', ...listTags());
    const hex = image.split(':').at(-1);
    for (const kind of ['sbom', 'sig']) expect(output).toContain(`sha256-${hex}.${kind}`);
  });

  function listTags(): readonly string[] {
    const [name = ''] = image.split('@');
    return ['list-tags', '--tls-verify=false', `docker://${name}`];
  }
});
