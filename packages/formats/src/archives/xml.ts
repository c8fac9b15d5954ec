import { AppError } from '@bonded/kernel';
import { SaxesParser } from 'saxes';
import { xmlInvalid } from './errors.ts';
import { xmlText } from './xml-text.ts';

/** One element: its attributes, the text directly inside of it, and what it contains. */
export interface XmlElement {
  /** As written, with its prefix if it has one. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

export interface XmlLimits {
  readonly bytesMax: number;
  readonly depthMax: number;
  readonly elementsMax: number;
  readonly attributesMax: number;
}

export interface XmlOptions extends Partial<XmlLimits> {
  /** Elements directly below the root whose contents nobody needs: read, and not kept. */
  readonly skips?: ReadonlySet<string>;
}

const defaultXmlLimits: XmlLimits = {
  bytesMax: 4 * 1024 * 1024,
  depthMax: 64,
  elementsMax: 50_000,
  attributesMax: 64,
};

/**
 * Reads an XML document that a stranger wrote, in one pass. There are no document types and so no
 * entities but the five of XML itself: nothing is fetched, nothing grows (D5.12).
 *
 * @throws AppError `XML_INVALID`
 */
export async function readXml(
  chunks: AsyncIterable<Uint8Array>,
  { skips = new Set(), ...bounds }: XmlOptions = {},
): Promise<XmlElement> {
  const limits = { ...defaultXmlLimits, ...bounds };
  const builder = new TreeBuilder(limits, skips);
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('error', (error) => {
    throw xmlInvalid(`The document is not well-formed XML: ${reasonOf(error)}.`);
  });
  parser.on('doctype', () => {
    throw xmlInvalid('The document has a document type, which is not read here.');
  });
  parser.on('opentag', ({ name, attributes }) => builder.open(name, attributes));
  parser.on('closetag', () => builder.close());
  parser.on('text', (text) => builder.addText(text));
  parser.on('cdata', (text) => builder.addText(text));
  try {
    for await (const text of xmlText(chunks, limits.bytesMax)) parser.write(text);
    parser.close();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw xmlInvalid('The document is not well-formed XML.', { cause: error });
  }
  return builder.root();
}

const reasonCharsMax = 120;

function reasonOf(error: Error): string {
  return error.message.replaceAll(/[^ -~]/g, '?').slice(0, reasonCharsMax);
}

interface OpenElement extends XmlElement {
  text: string;
  readonly children: OpenElement[];
}

class TreeBuilder {
  readonly #limits: XmlLimits;
  readonly #skips: ReadonlySet<string>;
  readonly #open: OpenElement[] = [];
  #root: OpenElement | null = null;
  #elements = 0;

  constructor(limits: XmlLimits, skips: ReadonlySet<string>) {
    this.#limits = limits;
    this.#skips = skips;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#elements += 1;
    const stated = Object.entries(attributes);
    const { depthMax, elementsMax, attributesMax } = this.#limits;
    if (this.#open.length >= depthMax) throw xmlInvalid('The document is nested too deeply.');
    if (this.#elements > elementsMax) throw xmlInvalid('The document has too many elements.');
    if (stated.length > attributesMax) throw xmlInvalid('An element has too many attributes.');
    const element = { name, attributes: new Map(stated), text: '', children: [] };
    if (this.#root === null) this.#root = element;
    else if (!this.#isSkipped()) this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  close(): void {
    this.#open.pop();
  }

  addText(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined && !this.#isSkipped()) element.text += text;
  }

  root(): XmlElement {
    if (this.#root === null) throw xmlInvalid('The document is empty.');
    return this.#root;
  }

  #isSkipped(): boolean {
    const [, below] = this.#open;
    return below !== undefined && this.#skips.has(below.name);
  }
}

/**
 * The one child of that name, or null. Two are refused: which of them counts depends on who reads.
 *
 * @throws AppError `XML_INVALID`
 */
export function onlyChild(element: XmlElement, name: string): XmlElement | null {
  const [first = null, ...others] = element.children.filter((child) => child.name === name);
  if (others.length > 0) throw xmlInvalid(`There are two <${name}> in one <${element.name}>.`);
  return first;
}

/** The trimmed text of the one child of that name; null when it is absent or empty. */
export function childText(element: XmlElement, name: string): string | null {
  const text = onlyChild(element, name)?.text.trim() ?? '';
  return text === '' ? null : text;
}
