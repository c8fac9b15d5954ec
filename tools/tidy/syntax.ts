import { type Comment, type Program, parseSync, Visitor, type VisitorObject } from 'oxc-parser';
import type { House, SourceFile } from './house.ts';

/** The parts of a file's syntax that rules ask for. */
export interface Syntax {
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** Specifiers of imports and re-exports that exist at run time, static and dynamic. */
  readonly imports: readonly string[];
}

const parsed = new WeakMap<SourceFile, Syntax>();

function unquoted(text: string): string {
  return text.replace(/^['"`]|['"`]$/g, '');
}

/** Parses a file once. One that does not parse yields nothing; the compiler speaks of it. */
export function syntaxOf(file: SourceFile): Syntax {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const result = parseSync(file.path, file.text);
  const { staticImports, staticExports, dynamicImports } = result.module;
  const syntax: Syntax = {
    program: result.program,
    comments: result.comments,
    imports: [
      ...staticImports
        .filter(({ entries }) => entries.length === 0 || entries.some((entry) => !entry.isType))
        .map(({ moduleRequest }) => moduleRequest.value),
      ...staticExports
        .flatMap(({ entries }) => entries)
        .flatMap((entry) => (entry.isType ? [] : (entry.moduleRequest?.value ?? []))),
      ...dynamicImports.map(({ moduleRequest: { start, end } }) =>
        unquoted(file.text.slice(start, end)),
      ),
    ],
  };
  parsed.set(file, syntax);
  return syntax;
}

export function visit(file: SourceFile, visitor: VisitorObject): void {
  new Visitor(visitor).visit(syntaxOf(file).program);
}

/** The line, from 1, of an offset in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
  }
  return line;
}

export function isTypeScript(path: string): boolean {
  return /\.tsx?$/.test(path) && !path.endsWith('.d.ts');
}

/** Tests, and what exists only for them. */
export function isTest(path: string): boolean {
  return (
    /\.(test|spec)\.tsx?$/.test(path) ||
    /^(e2e|bench|packages\/testing)\//.test(path) ||
    /^apps\/[^/]+\/tests\//.test(path) ||
    /\/src\/conformance(?:\/|\.ts$)/.test(path)
  );
}

/** What runs in production. */
export function sourcesOf(house: House): readonly SourceFile[] {
  return house.files.filter(
    ({ path }) =>
      /^(apps|packages)\/[^/]+\/src\//.test(path) && isTypeScript(path) && !isTest(path),
  );
}
