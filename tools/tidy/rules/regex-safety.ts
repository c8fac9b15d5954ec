import type { House } from '../house.ts';
import { RegexVerdicts } from '../regex-verdicts.ts';
import { gatherRegexes, type Regex } from '../regexes.ts';
import type { Rule, Violation } from '../rule.ts';

async function checkRegex(regex: Regex, verdicts: RegexVerdicts): Promise<readonly Violation[]> {
  const { path, line, pattern, flags } = regex;
  if (pattern === null) {
    return [{ path, line, says: 'a pattern put together at run time cannot be judged beforehand' }];
  }
  const verdict = await verdicts.of(pattern, flags);
  return verdict === null ? [] : [{ path, line, says: verdict }];
}

/** D5.13: a pattern that backtracks lets one request hold the process for minutes. */
export const regexSafety: Rule = {
  name: 'regex-safety',
  guarantees: 'D5.13 no regular expression of production code takes more than linear time',
  async check(house: House) {
    const verdicts = await RegexVerdicts.load();
    const found: Violation[] = [];
    for (const regex of gatherRegexes(house)) found.push(...(await checkRegex(regex, verdicts)));
    await verdicts.save();
    return found;
  },
};
