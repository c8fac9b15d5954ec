import type { House } from '../house.ts';
import type { Rule } from '../rule.ts';
import { isTypeScript, syntaxOf } from '../syntax.ts';

function isEndToEnd(path: string, imports: readonly string[]): boolean {
  return /\.(e2e|spec)\.tsx?$/.test(path) || imports.includes('@playwright/test');
}

export const e2eHome: Rule = {
  name: 'e2e-home',
  guarantees: 'end-to-end tests live in e2e/, where the whole system is their subject',
  check: (house: House) =>
    house.files
      .filter(({ path }) => isTypeScript(path) && !path.startsWith('e2e/'))
      .filter((file) => isEndToEnd(file.path, syntaxOf(file).imports))
      .map(({ path }) => ({ path, says: 'is an end-to-end test outside e2e/' })),
};
