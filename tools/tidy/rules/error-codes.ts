import { gatherErrorCodes } from '../error-codes.ts';
import type { House } from '../house.ts';
import type { Rule } from '../rule.ts';

/** Clients switch on codes: a code with two definitions has two meanings. */
export const uniqueErrorCodes: Rule = {
  name: 'unique-error-codes',
  guarantees: 'an error code is defined in one place',
  check(house: House) {
    const first = new Map<string, string>();
    return gatherErrorCodes(house).flatMap(({ code, path, line }) => {
      const before = first.get(code);
      if (before === undefined) {
        first.set(code, `${path}:${line}`);
        return [];
      }
      return [{ path, line, says: `${code} is already defined at ${before}` }];
    });
  },
};

/** The reference page has a column for it, and whoever gets the error reads that page. */
export const errorCodeMeanings: Rule = {
  name: 'error-code-meanings',
  guarantees: 'every error code says, above its definition, when it is given',
  check: (house: House) =>
    gatherErrorCodes(house)
      .filter(({ meaning }) => meaning === '')
      .map(({ code, path, line }) => ({ path, line, says: `${code} has no meaning above it` })),
};
