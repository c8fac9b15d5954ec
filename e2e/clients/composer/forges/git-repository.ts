import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const outputBytesMax = 64 * 1024 * 1024;

export interface GitRef {
  readonly name: string;
  readonly commit: string;
  readonly date: string;
}

/** A real repository, made by git itself. */
export class GitRepository {
  readonly folder: string;
  /** What `git http-backend` serves: the folder above. */
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
    this.folder = join(root, 'acme', 'widgets');
  }

  static async create(): Promise<GitRepository> {
    const repository = new GitRepository(await mkdtemp(join(tmpdir(), 'bonded-forge-')));
    await mkdir(repository.folder, { recursive: true });
    await repository.git('init', '--quiet', '--initial-branch=main');
    await repository.git('config', 'user.email', 'dev@acme.test');
    await repository.git('config', 'user.name', 'Dev');
    return repository;
  }

  async git(...args: readonly string[]): Promise<string> {
    return (await this.#run(args)).toString().trim();
  }

  async gitBytes(...args: readonly string[]): Promise<Buffer> {
    return this.#run(args);
  }

  /** Commits files on a branch, which begins where main is, and answers with the commit. */
  async commit(files: Readonly<Record<string, string>>, branch = 'main'): Promise<string> {
    const current = await this.git('symbolic-ref', '--short', 'HEAD');
    if (current !== branch) {
      const known = await this.git('branch', '--list', branch);
      await this.git('checkout', '--quiet', ...(known === '' ? ['-b', branch] : [branch]));
    }
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '-m', 'A change');
    const commit = await this.git('rev-parse', 'HEAD');
    if (branch !== 'main') await this.git('checkout', '--quiet', 'main');
    return commit;
  }

  /** A commit of main with this composer.json, and an annotated tag on it. */
  async release(tag: string, manifest: object): Promise<string> {
    const commit = await this.commit({
      'composer.json': JSON.stringify(manifest),
      'src/Widget.php': `<?php\nnamespace Acme;\nclass Widget { const V = '${tag}'; }\n`,
    });
    await this.git('tag', '--force', '-a', tag, '-m', tag);
    return commit;
  }

  /** Tags, or branches, with the commits that they lead to. */
  async refs(kind: 'tags' | 'heads'): Promise<readonly GitRef[]> {
    const format =
      '%(refname:strip=2)%09%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end)';
    const text = await this.git('for-each-ref', `--format=${format}`, `refs/${kind}`);
    const lines = text === '' ? [] : text.split('\n');
    return Promise.all(
      lines.map(async (line) => {
        const [name = '', commit = ''] = line.split('\t');
        return { name, commit, date: await this.git('show', '-s', '--format=%cI', commit) };
      }),
    );
  }

  /** Null where there is none. */
  async file(commit: string, path: string): Promise<Buffer | null> {
    return this.gitBytes('show', `${commit}:${path}`).catch(() => null);
  }

  /** As forges archive: a folder around everything. */
  archive(commit: string): Promise<Buffer> {
    const prefix = `--prefix=acme-widgets-${commit.slice(0, 7)}/`;
    return this.gitBytes('archive', '--format=zip', prefix, commit);
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }

  async #run(args: readonly string[]): Promise<Buffer> {
    const { stdout } = await run('git', [...args], {
      cwd: this.folder,
      encoding: 'buffer',
      maxBuffer: outputBytesMax,
    });
    return stdout;
  }
}
