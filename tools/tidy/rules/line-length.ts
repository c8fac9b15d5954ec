import type { House } from '../house.ts';
import type { Rule } from '../rule.ts';
import { isTypeScript } from '../syntax.ts';

const lineLengthMax = 100;

/** An address, a digest or a regular expression cannot be broken; a sentence can. */
const unbreakable = /https?:\/\/|\S{70}/;

/** One entry of a table of texts: `'key': 'sentence',`. Broken in two it reads worse. */
const textEntry = /^\s*(?:'[^']+'|\w+): (?:'.+'|".+"|`.+`),?$/;

/** A query or a title of a test: one literal that begins before the limit and ends after it. */
function isLiteralAcross(path: string, line: string): boolean {
  if (!/\.(?:test|spec)\.ts$|^e2e\/|^bench\/|\/tests\//.test(path)) return false;
  const literals = line.matchAll(/'[^']*'|"[^"]*"|`[^`]*`?|^[^`']*[{}()][^`']*$/g);
  return [...literals].some(
    ({ index, 0: text }) => index < lineLengthMax && index + text.length > lineLengthMax - 2,
  );
}

export const lineLength: Rule = {
  name: 'line-length',
  guarantees: `no line of code or comment is longer than ${lineLengthMax} characters`,
  check: (house: House) =>
    house.files
      .filter(({ path }) => isTypeScript(path))
      .flatMap(({ path, text }) =>
        text.split('\n').flatMap((line, index) => {
          if (line.length <= lineLengthMax) return [];
          if (unbreakable.test(line) || textEntry.test(line)) return [];
          if (isLiteralAcross(path, line)) return [];
          return [{ path, line: index + 1, says: `${line.length} characters: break the sentence` }];
        }),
      ),
};
