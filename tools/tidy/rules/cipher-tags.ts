import type { Argument } from 'oxc-parser';
import type { House, SourceFile } from '../house.ts';
import type { Rule, Violation } from '../rule.ts';
import { lineAt, sourcesOf, visit } from '../syntax.ts';

const ciphers = new Set(['createCipheriv', 'createDecipheriv']);

function setsTagLength(argument: Argument | undefined): boolean {
  return (
    argument?.type === 'ObjectExpression' &&
    argument.properties.some(
      (property) =>
        property.type === 'Property' &&
        property.key.type === 'Identifier' &&
        property.key.name === 'authTagLength' &&
        property.value.type === 'Literal' &&
        property.value.value === 16,
    )
  );
}

function checkFile(file: SourceFile): readonly Violation[] {
  const found: Violation[] = [];
  visit(file, {
    CallExpression(node) {
      if (node.callee.type !== 'Identifier' || !ciphers.has(node.callee.name)) return;
      if (setsTagLength(node.arguments[3])) return;
      const line = lineAt(file.text, node.start);
      found.push({ path: file.path, line, says: `${node.callee.name} without authTagLength: 16` });
    },
  });
  return found;
}

/** Node accepts a tag of 4 bytes unless its length is stated, and 4 bytes can be guessed. */
export const cipherTags: Rule = {
  name: 'cipher-tags',
  guarantees: 'every cipher states the length of its authentication tag',
  check: (house: House) => sourcesOf(house).flatMap(checkFile),
};
