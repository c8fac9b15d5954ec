import { isAlias, isNode, isScalar, parseDocument, visit, type YAMLMap } from 'yaml';
import { archiveInvalid, archiveTooLarge } from './errors.ts';

export interface YamlLimits {
  readonly bytesMax: number;
  readonly depthMax: number;
}

const defaultYamlLimits: YamlLimits = { bytesMax: 256 * 1024, depthMax: 32 };

/** One collection inside another costs a reader of strangers its stack before it can count. */
const opensCollection = /[[{]|^\s*-\s|(?<=-\s)-\s/;

/**
 * Parses YAML that a stranger wrote, as text, lists and maps: no word of it becomes a number, a
 * date or a switch, since versions of YAML disagree about those. Aliases, anchors, tags, merges,
 * directives, several documents and keys that come twice are refused (D5.12).
 *
 * @throws AppError `ARCHIVE_INVALID`, `ARCHIVE_TOO_LARGE`
 */
export function parseYaml(bytes: Buffer, limits: YamlLimits = defaultYamlLimits): unknown {
  if (bytes.length > limits.bytesMax) throw archiveTooLarge('A YAML file is too large.');
  const text = decode(bytes);
  if (/^%/m.test(text)) throw invalid('has a directive');
  requireShallow(text, limits.depthMax);
  const document = parse(text);
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) throw invalid('cannot be read', fault);
  visit(document, {
    Map: (_, map) => requireDistinctKeys(map),
    Node: (_, node, path) => {
      if (isAlias(node)) throw invalid('has an alias');
      if (isNode(node) && ('anchor' in node ? node.anchor : undefined) !== undefined) {
        throw invalid('has an anchor');
      }
      if (isNode(node) && node.tag?.startsWith('!') === true) throw invalid('has a tag');
      if (path.length > 2 * limits.depthMax) throw invalid('is nested too deeply');
    },
  });
  return document.toJS({ maxAliasCount: 0 });
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw invalid('is not UTF-8', cause);
  }
}

function parse(text: string) {
  try {
    // Its own search for keys that come twice takes the square of their number.
    return parseDocument(text, { schema: 'failsafe', uniqueKeys: false, merge: false });
  } catch (cause) {
    throw invalid('cannot be read', cause);
  }
}

function requireDistinctKeys(map: YAMLMap): void {
  const seen = new Set<unknown>();
  for (const { key } of map.items) {
    if (!isScalar(key)) throw invalid('has a key that is no text');
    if (seen.has(key.value)) throw invalid('has a key twice');
    seen.add(key.value);
  }
}

/** Counts brackets and dashes wherever they are: text that is full of them is refused as well. */
function requireShallow(text: string, depthMax: number): void {
  for (const line of text.split('\n')) {
    if (!opensCollection.test(line)) continue;
    const dashes = /^[\s-]*/.exec(line)?.[0].replaceAll(/\s/g, '').length ?? 0;
    if (dashes > depthMax && dashes < line.trim().length) throw invalid('is nested too deeply');
  }
  let depth = 0;
  for (const char of text) {
    if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth = Math.max(0, depth - 1);
    if (depth > depthMax) throw invalid('is nested too deeply');
  }
}

function invalid(what: string, cause?: unknown) {
  return archiveInvalid(`A YAML file ${what}.`, { cause });
}
