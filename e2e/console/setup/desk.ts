import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { ShownSnippet, Step } from './read-snippets.ts';
import { Terminal } from './terminal.ts';

export interface Fillings {
  /** What a snippet leaves open: `package` fills `<package>`. */
  readonly words?: Readonly<Record<string, string>>;
  /** Files that a snippet is only a part of. */
  readonly around?: Readonly<Record<string, (part: string) => string>>;
}

/** Somebody who does what the page says, to the letter. */
export class Desk {
  readonly terminal: Terminal;
  readonly #snippets: readonly ShownSnippet[];

  private constructor(terminal: Terminal, snippets: readonly ShownSnippet[]) {
    this.terminal = terminal;
    this.#snippets = snippets;
  }

  static async sitDown(
    snippets: readonly ShownSnippet[],
    environment: NodeJS.ProcessEnv = {},
  ): Promise<Desk> {
    return new Desk(await Terminal.open(environment), snippets);
  }

  /** Another terminal of nothing but the secret: a build machine. */
  async onBuildMachine(token: string): Promise<Desk> {
    return Desk.sitDown(this.#snippets, { BONDED_TOKEN: token });
  }

  folder(name: string, files: Readonly<Record<string, string | Buffer>> = {}): Promise<string> {
    return this.terminal.folder(name, files);
  }

  /** Takes a step of the page: writes its files and types its commands. */
  async take(step: Step, folder: string, { words = {}, around = {} }: Fillings = {}) {
    const taken = this.#snippets.filter((snippet) => snippet.step === step);
    if (taken.length === 0) throw new Error(`there is no step to ${step}`);
    for (const { file, text } of taken) {
      if (file === null) await this.terminal.type(folder, filled(text, words));
      else await this.terminal.write(folder, file, around[file]?.(text) ?? text);
    }
  }

  /** What the page minted. */
  get token(): string {
    return /bnd_\w+/.exec(this.#snippets.map(({ text }) => text).join('\n'))?.[0] ?? '';
  }

  /** All that a step says. */
  read(step: Step): string {
    const taken = this.#snippets.filter((snippet) => snippet.step === step);
    return taken.map(({ text }) => text).join('\n');
  }

  /** Throws where a file is not there. */
  requireFile(folder: string, path: string): Promise<void> {
    return access(join(folder, path));
  }
}

function filled(text: string, words: Readonly<Record<string, string>>): string {
  return text.replaceAll(/<([a-z]+)>/g, (_, name: string) => {
    const word = words[name];
    if (word === undefined) throw new Error(`the snippet leaves <${name}> open:\n${text}`);
    return word;
  });
}
