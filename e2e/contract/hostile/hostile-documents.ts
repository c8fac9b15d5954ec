import type { Packing } from '../driver.ts';

export interface HostileDocument {
  readonly name: string;
  /** From what an honest client would write, and what it calls the package. */
  readonly textOf: (honest: string, name: string) => string | Buffer;
}

/** Far more than any reader's stack holds. */
const depth = 100_000;
const doublings = 30;

const doubled = (line: (at: number) => string) =>
  Array.from({ length: doublings }, (_, at) => line(at)).join('');

const json: readonly HostileDocument[] = [
  { name: 'JSON of great depth', textOf: () => `${'['.repeat(depth)}${']'.repeat(depth)}` },
  {
    name: 'JSON objects of great depth',
    textOf: () => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
  },
  {
    name: 'great depth below an honest key',
    textOf: (honest) =>
      honest.replace(/\}\s*$/, `,"extra":${'['.repeat(depth)}${']'.repeat(depth)}}`),
  },
  { name: 'JSON that ends early', textOf: (honest) => honest.slice(0, -1) },
  { name: 'two documents in one', textOf: (honest) => `${honest}${honest}` },
];

const doctype = (entities: string, body: string) => (honest: string) =>
  `<?xml version="1.0"?><!DOCTYPE a [${entities}]>${honest.replace(/<\/(?=(?:package|project)>)/, `${body}</`)}`;

/** D5.12 */
const xml: readonly HostileDocument[] = [
  {
    name: 'a billion laughs in XML',
    textOf: doctype(
      `<!ENTITY a0 "ha">${doubled((at) => `<!ENTITY a${at + 1} "&a${at};&a${at};">`)}`,
      `<x>&a${doublings};</x>`,
    ),
  },
  {
    name: 'an entity that grows by its square',
    textOf: doctype(`<!ENTITY a "${'x'.repeat(50_000)}">`, `<x>${'&a;'.repeat(50_000)}</x>`),
  },
  {
    name: 'a file of the host as an entity',
    textOf: doctype('<!ENTITY x SYSTEM "file:///etc/passwd">', '<x>&x;</x>'),
  },
  {
    name: 'an address as a parameter entity',
    textOf: doctype('<!ENTITY % x SYSTEM "http://127.0.0.1:1/x.dtd"> %x;', ''),
  },
  { name: 'a document type alone', textOf: (honest) => `<!DOCTYPE package>${honest}` },
  {
    name: 'a document type that hides in UTF-16',
    textOf: (honest) =>
      Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a>${honest}`, 'utf16le'),
  },
  {
    name: 'an encoding that hides its marks',
    textOf: (honest) => `<?xml version="1.0" encoding="UTF-7"?>${honest.replaceAll('<', '+ADw-')}`,
  },
  {
    name: 'XML of great depth',
    textOf: (honest) =>
      honest.replace(
        /<\/(?=(?:package|project)>)/,
        `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</`,
      ),
  },
  {
    name: 'an element with more attributes than anybody writes',
    textOf: (honest) =>
      honest.replace(
        /<\/(?=(?:package|project)>)/,
        `<a ${Array.from({ length: 10_000 }, (_, at) => `a${at}="1"`).join(' ')}/></`,
      ),
  },
  { name: 'XML that ends early', textOf: (honest) => honest.slice(0, -4) },
];

/** D5.12 */
const yaml: readonly HostileDocument[] = [
  {
    name: 'a billion laughs in YAML',
    textOf: (honest) =>
      `${honest}a0: &a0 [x]\n${doubled((at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]\n`)}`,
  },
  {
    name: 'merges without end',
    textOf: (honest) => `${honest}x: &x {}\ny:\n${'  <<: *x\n'.repeat(20_000)}`,
  },
  { name: 'a tag of another language', textOf: (honest) => `${honest}x: !!js/function 'f'\n` },
  { name: 'a key twice', textOf: (honest) => `${honest}name: another\n` },
  { name: 'two documents in one', textOf: (honest) => `${honest}---\n${honest}` },
  {
    name: 'YAML of great depth',
    textOf: (honest) => `${honest}x: ${'['.repeat(depth)}${']'.repeat(depth)}\n`,
  },
  {
    name: 'YAML of great depth, by dashes',
    textOf: (honest) => `${honest}x:\n  ${'- '.repeat(depth)}x\n`,
  },
];

const toml: readonly HostileDocument[] = [
  {
    name: 'TOML of great depth',
    textOf: (honest) => `${honest}x = ${'['.repeat(depth)}${']'.repeat(depth)}\n`,
  },
  {
    name: 'TOML tables of great depth',
    textOf: (honest) => `${honest}x = ${'{a='.repeat(depth)}1${'}'.repeat(depth)}\n`,
  },
  {
    name: 'a key with more dots than anybody writes',
    textOf: (honest) => `${honest}\n[a${'.a'.repeat(depth)}]\n`,
  },
  { name: 'a key twice', textOf: (honest) => `${honest}name = "another"\n` },
  { name: 'TOML that ends early', textOf: (honest) => `${honest}x = "` },
];

const headers: readonly HostileDocument[] = [
  { name: 'its name twice', textOf: (honest) => `${honest}Name: another\n` },
  { name: 'no names', textOf: () => 'x\n'.repeat(1_000) },
];

const goMod: readonly HostileDocument[] = [
  { name: 'two modules', textOf: (honest) => `${honest}module another.example/module\n` },
  { name: 'a block without an end', textOf: (honest) => `${honest}require (\n` },
];

const byLanguage: Readonly<Record<Packing['language'], readonly HostileDocument[]>> = {
  json,
  xml,
  yaml,
  toml,
  headers,
  'go.mod': goMod,
};

const strangeNames: readonly (readonly [string, string])[] = [
  ['leads out of its folder', '../../bonded-escaped'],
  ['is longer than any', 'x'.repeat(20_000)],
  ['begins a second header', 'x\\r\\nx-injected: 1'],
  ['is written backwards', 'x\u202egpj'],
];

const ofAll: readonly HostileDocument[] = [
  { name: 'no text at all', textOf: () => Buffer.from('\u0000\ufffe\u0001'.repeat(100)) },
  {
    name: 'bytes that are no UTF-8',
    textOf: (honest) => Buffer.concat([Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(honest)]),
  },
  ...strangeNames.map(([name, stranger]) => ({
    name: `a name that ${name}`,
    textOf: (honest: string, own: string) => honest.replaceAll(own, () => stranger),
  })),
];

/** Documents that cost their readers more than they are long, or that are not what they seem. */
export function hostileDocuments(language: Packing['language']): readonly HostileDocument[] {
  return [...byLanguage[language], ...ofAll];
}
