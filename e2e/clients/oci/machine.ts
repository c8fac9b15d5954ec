import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram, newHome, type Program, type ProgramRun, runProgram } from './programs.ts';

type Client = Exclude<Program, 'conformance' | 'helm' | 'cosign'>;

/** What each needs for registries without TLS, and to keep nothing outside of its home. */
const before: Readonly<Partial<Record<Client, readonly string[]>>> = {
  buildah: ['--storage-driver', 'vfs', '--root', 'storage', '--runroot', 'run'],
};
const after: Readonly<Partial<Record<Client, readonly string[]>>> = { crane: ['--insecure'] };

/** A machine with clients of images that signed in to a registry with a key, or with none. */
export class ImageMachine {
  readonly home: string;

  private constructor(home: string) {
    this.home = home;
  }

  static async with(host: string, secret: string | null): Promise<ImageMachine> {
    const home = await newHome();
    const auth = Buffer.from(`ci:${secret}`).toString('base64');
    const config = JSON.stringify({ auths: secret === null ? {} : { [host]: { auth } } });
    await writeFile(join(home, 'config.json'), config);
    await writeFile(join(home, 'auth.json'), config);
    return new ImageMachine(home);
  }

  async run(name: Client, ...args: readonly string[]): Promise<ProgramRun> {
    const program = (await findProgram(name)) ?? '';
    const plain = [...(before[name] ?? []), ...args, ...(after[name] ?? [])];
    return runProgram(program, plain, { home: this.home });
  }

  /** Copies an image from one place to another, as skopeo names them. */
  copy(source: string, target: string, ...more: readonly string[]): Promise<ProgramRun> {
    const plainHttp = ['--src-tls-verify=false', '--dest-tls-verify=false'];
    return this.run('skopeo', 'copy', '--insecure-policy', ...plainHttp, ...more, source, target);
  }
}
