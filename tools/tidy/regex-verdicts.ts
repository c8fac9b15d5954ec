import { readFile, rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import recheck from 'recheck';

/** What is wrong with a pattern, or null when matching takes linear time whatever the input. */
type Verdict = string | null;

/** A judgement takes a second or two, and many times that where others have the machine. */
const verdictTimeoutMs = 60_000;

/**
 * Patterns that were found safe, committed: judging all of them takes minutes, and the answer must
 * not rest on how busy the machine is. Named by the version of the checker: another judges anew.
 */
const safePath = resolve(import.meta.dirname, 'safe-regexes-4.5.0.json');

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

/** Judges patterns, and remembers what is safe: a judgement takes seconds. */
export class RegexVerdicts {
  readonly #safe: Set<string>;
  #hasLearnt = false;

  private constructor(safe: Set<string>) {
    this.#safe = safe;
  }

  static async load(): Promise<RegexVerdicts> {
    // Only `save` writes the file, and renames it into place whole.
    return new RegexVerdicts(new Set(JSON.parse(await readFile(safePath, 'utf8')) as string[]));
  }

  async of(pattern: string, flags: string): Promise<Verdict> {
    const key = `/${pattern}/${flags}`;
    if (this.#safe.has(key)) return null;
    const verdict = await judge(pattern, flags);
    if (verdict === null) {
      this.#safe.add(key);
      this.#hasLearnt = true;
    }
    return verdict;
  }

  /** What was learnt is to be committed with the pattern. */
  async save(): Promise<void> {
    if (!this.#hasLearnt) return;
    const temporaryPath = `${safePath}.${process.pid}`;
    await writeFile(temporaryPath, `${JSON.stringify([...this.#safe].toSorted(), null, 2)}\n`);
    await rename(temporaryPath, safePath);
  }
}
