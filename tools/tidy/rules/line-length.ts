import type { House } from '../house.ts';
import type { Rule } from '../rule.ts';
import { isTypeScript } from '../syntax.ts';

const lineLengthMax = 100;

/** An address, a digest or a regular expression cannot be broken; a sentence can. */
const unbreakable = /https?:\/\/|\S{70}/;

/** One entry of a table of texts: `'key': 'sentence',`. Broken in two it reads worse. */
const textEntry = /^\s*(?:'[^']+'|\w+): (?:'.+'|".+"|`.+`),?$/;

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
          return [{ path, line: index + 1, says: `${line.length} characters: break the sentence` }];
        }),
      ),
};
