import type { House, SourceFile } from '../house.ts';
import type { Rule, Violation } from '../rule.ts';

const readmeLinesMax = 40;
const packageManifest = /^((?:apps|packages)\/[^/]+|e2e|bench|tools)\/package\.json$/;
const packageReadme = /^((apps|packages)\/[^/]+|e2e|bench|tools)\/README\.md$/;

/** Lines of a document outside fenced code. */
function proseOf(text: string): readonly string[] {
  let isFenced = false;
  return text.split('\n').filter((line) => {
    if (/^\s*(```|~~~)/.test(line)) isFenced = !isFenced;
    return !isFenced;
  });
}

function checkTitle({ path, text }: SourceFile): readonly Violation[] {
  const count = proseOf(text).filter((line) => /^# \S/.test(line)).length;
  return count === 1 ? [] : [{ path, says: `has ${count} first-level headings instead of one` }];
}

export const oneTitle: Rule = {
  name: 'one-title',
  guarantees: 'every document has exactly one title',
  check: (house: House) =>
    house.files.filter(({ path }) => path.endsWith('.md')).flatMap(checkTitle),
};

export const packageReadmes: Rule = {
  name: 'package-readmes',
  guarantees: `every package says what it is in a README of at most ${readmeLinesMax} lines`,
  check(house: House) {
    const paths = new Set(house.files.map(({ path }) => path));
    const missing = house.files
      .map(({ path }) => packageManifest.exec(path)?.[1])
      .filter((folder) => folder !== undefined && !paths.has(`${folder}/README.md`))
      .map((folder) => ({
        path: `${folder}/README.md`,
        says: 'is missing: what the package is, what it must not know, how to run its tests',
      }));
    const long = house.files
      .filter(({ path }) => packageReadme.test(path))
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > readmeLinesMax)
      .map(({ path, lines }) => ({ path, says: `has ${lines} lines` }));
    return [...missing, ...long];
  },
};
