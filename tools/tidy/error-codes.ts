import type { CallExpression, Expression, NewExpression, ObjectExpression } from 'oxc-parser';
import type { House, SourceFile } from './house.ts';
import { lineAt, sourcesOf, syntaxOf, visit } from './syntax.ts';

/** One place that gives an error code its meaning. */
export interface ErrorCode {
  readonly code: string;
  /** Empty where the code is given to an edge's answer directly, without a kind. */
  readonly kind: string;
  /** The sentence above the definition, if there is one. */
  readonly meaning: string;
  readonly path: string;
  readonly line: number;
}

const codeShape = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

function textOf(node: Expression | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

function propertyOf(node: ObjectExpression, name: string): Expression | undefined {
  for (const property of node.properties) {
    if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
    if (property.key.name === name) return property.value;
  }
  return undefined;
}

/** The comment that ends on the line above `line`, as one line of text. */
function commentAbove(file: SourceFile, line: number): string {
  const comment = syntaxOf(file).comments.find(({ end }) => lineAt(file.text, end) === line - 1);
  if (comment === undefined) return '';
  return comment.value
    .split('\n')
    .map((text) => text.replace(/^\s*\*+\s?/, '').trim())
    .join(' ')
    .trim();
}

function isCallOf(node: CallExpression | NewExpression, name: string): boolean {
  return node.callee.type === 'Identifier' && node.callee.name === name;
}

/** The first argument, where it is an object written on the spot. */
function optionsOf(node: CallExpression | NewExpression): ObjectExpression | undefined {
  const [first] = node.arguments;
  return first?.type === 'ObjectExpression' ? first : undefined;
}

function codesOf(file: SourceFile): readonly ErrorCode[] {
  const found: ErrorCode[] = [];
  const add = (code: string | undefined, kind: string | undefined, start: number) => {
    if (code === undefined || !codeShape.test(code)) return;
    const line = lineAt(file.text, start);
    const meaning = commentAbove(file, line);
    found.push({ code, kind: kind ?? '', meaning, path: file.path, line });
  };
  visit(file, {
    CallExpression(node) {
      if (!isCallOf(node, 'defineError')) return;
      const [kind, code] = node.arguments.map((argument) =>
        argument.type === 'SpreadElement' ? undefined : textOf(argument),
      );
      add(code, kind, node.start);
    },
    NewExpression(node) {
      const options = isCallOf(node, 'AppError') ? optionsOf(node) : undefined;
      if (options === undefined) return;
      add(textOf(propertyOf(options, 'code')), textOf(propertyOf(options, 'kind')), node.start);
    },
    Property({ key, value, start }) {
      const isExtensions = key.type === 'Identifier' && key.name === 'extensions';
      if (!isExtensions || value.type !== 'ObjectExpression') return;
      add(textOf(propertyOf(value, 'code')), undefined, start);
    },
  });
  return found;
}

/** Every error code, in order: from `defineError`, `new AppError` and GraphQL extensions. */
export function gatherErrorCodes(house: House): readonly ErrorCode[] {
  return sourcesOf(house)
    .flatMap(codesOf)
    .toSorted((a, b) => a.code.localeCompare(b.code) || a.path.localeCompare(b.path));
}
