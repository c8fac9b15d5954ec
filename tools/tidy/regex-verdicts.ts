import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import recheck from 'recheck';

/** What is wrong with a pattern, or null when matching takes linear time whatever the input. */
type Verdict = string | null;

/** A judgement takes a second or two, and many times that where others have the machine. */
const verdictTimeoutMs = 60_000;

/** Named by the version of the checker: another one judges anew. */
const storePath = resolve(
  import.meta.dirname,
  '../../node_modules/.cache/bonded-tidy/regex-verdicts-4.5.0.json',
);

async function judge(pattern: string, flags: string): Promise<Verdict> {
  // The engine written in JavaScript answers as the native one does, and is on every platform.
  process.env['RECHECK_BACKEND'] = 'pure';
  // The checker knows no set notation; where a pattern does without, `v` reads as `u`.
  const diagnosis = await recheck.check(pattern, flags.replace('v', 'u'), {
    timeout: verdictTimeoutMs,
  });
  if (diagnosis.status === 'safe') return null;
  if (diagnosis.status === 'unknown') return unjudged(pattern);
  const attack = JSON.stringify(diagnosis.attack.string).slice(0, 60);
  return `/${pattern}/ takes ${diagnosis.complexity.summary} time, for example on ${attack}`;
}

function unjudged(pattern: string): string {
  return `/${pattern}/ cannot be judged: write it more simply`;
}

/** Judges patterns, and remembers: a judgement takes seconds, and patterns seldom change. */
export class RegexVerdicts {
  readonly #known: Map<string, Verdict>;

  private constructor(known: Map<string, Verdict>) {
    this.#known = known;
  }

  /** With the verdicts of earlier runs on this machine, if there were any. */
  static async load(): Promise<RegexVerdicts> {
    const text = await readFile(storePath, 'utf8').catch(() => '{}');
    // Only `save` writes the file, and renames it into place whole.
    return new RegexVerdicts(new Map(Object.entries(JSON.parse(text) as Record<string, Verdict>)));
  }

  async of(pattern: string, flags: string): Promise<Verdict> {
    const key = `/${pattern}/${flags}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const verdict = await judge(pattern, flags);
    // "No telling" may be the machine's doing: it is asked again.
    if (verdict !== unjudged(pattern)) this.#known.set(key, verdict);
    return verdict;
  }

  async save(): Promise<void> {
    const temporaryPath = `${storePath}.${process.pid}`;
    await mkdir(dirname(storePath), { recursive: true });
    await writeFile(temporaryPath, JSON.stringify(Object.fromEntries(this.#known)));
    await rename(temporaryPath, storePath);
  }
}
