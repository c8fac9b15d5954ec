import recheck from 'recheck';
import type { House } from '../house.ts';
import { gatherRegexes, type Regex } from '../regexes.ts';
import type { Rule, Violation } from '../rule.ts';

const verdictTimeoutMs = 10_000;

/** A verdict on a pattern: null when matching takes linear time whatever the input. */
async function judge(pattern: string, flags: string): Promise<string | null> {
  // The checker knows no set notation; where a pattern does without, `v` reads as `u`.
  const verdict = await recheck.check(pattern, flags.replace('v', 'u'), {
    timeout: verdictTimeoutMs,
  });
  if (verdict.status === 'safe') return null;
  if (verdict.status === 'unknown') return `/${pattern}/ cannot be judged: write it more simply`;
  const attack = JSON.stringify(verdict.attack.string).slice(0, 60);
  return `/${pattern}/ takes ${verdict.complexity.summary} time, for example on ${attack}`;
}

async function checkRegex(
  regex: Regex,
  verdicts: Map<string, string | null>,
): Promise<Violation[]> {
  const { path, line, pattern, flags } = regex;
  if (pattern === null) {
    return [{ path, line, says: 'a pattern put together at run time cannot be judged beforehand' }];
  }
  const key = `/${pattern}/${flags}`;
  const verdict = verdicts.has(key) ? (verdicts.get(key) ?? null) : await judge(pattern, flags);
  verdicts.set(key, verdict);
  return verdict === null ? [] : [{ path, line, says: verdict }];
}

/** D5.13: a pattern that backtracks lets one request hold the process for minutes. */
export const regexSafety: Rule = {
  name: 'regex-safety',
  guarantees: 'D5.13 no regular expression of production code takes more than linear time',
  async check(house: House) {
    // The engine written in JavaScript answers as the native one does, and is on every platform.
    process.env['RECHECK_BACKEND'] = 'pure';
    const verdicts = new Map<string, string | null>();
    const found: Violation[] = [];
    for (const regex of gatherRegexes(house)) found.push(...(await checkRegex(regex, verdicts)));
    return found;
  },
};
