import { entriesOf } from './artifact-facts.ts';

/** The text that introduces a package. */
export interface Readme {
  readonly text: string;
  /** Of other markup we render none: it is shown as it was written. */
  readonly markup: 'markdown' | 'none';
}

const readmeCharsMax = 20_000;

/** The readme of the formats that carry one. */
export function readmeOf(metadata: unknown): Readme | null {
  const outer = Object.fromEntries(entriesOf(metadata));
  const { text, fileName } = Object.fromEntries(entriesOf(outer['readme']));
  if (isText(text)) return readme(text, isMarkdownFile(fileName));
  const info = Object.fromEntries(entriesOf(outer['info']));
  const { description, description_content_type: type } = info;
  return isText(description) ? readme(description, isMarkdownType(type)) : null;
}

function readme(text: string, isMarkdown: boolean): Readme {
  return { text: text.slice(0, readmeCharsMax), markup: isMarkdown ? 'markdown' : 'none' };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** A file that does not say otherwise: `README` and `README.md`, but not `README.rst`. */
function isMarkdownFile(fileName: unknown): boolean {
  return typeof fileName !== 'string' || !/\.(?:rst|txt)$/iu.test(fileName);
}

/** What says nothing is reStructuredText to Python's indexes. */
function isMarkdownType(contentType: unknown): boolean {
  return typeof contentType === 'string' && /^\s*text\/markdown\s*(?:;|$)/iu.test(contentType);
}
