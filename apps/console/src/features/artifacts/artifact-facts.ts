import { formatBytes } from '#lib/format.ts';
import { t } from '#lib/messages.ts';

/** One thing that the archive of an artifact says of itself. */
export interface ArtifactFact {
  readonly name: string;
  readonly value: string;
  /** Where it is an address on the web. */
  readonly href?: string;
}

const textCharsMax = 600;
const factsMax = 40;
const mapEntriesMax = 12;

/** Under these, formats keep what the archive said: its `package.json`, `METADATA` or pom. */
const wrappers: ReadonlySet<string> = new Set(['manifest', 'nuspec', 'info', 'pom', 'dist']);

/** What the page says elsewhere: in its head, among the dependencies, as the readme. */
const elsewhere: ReadonlySet<string> = new Set([
  ...['id', 'name', 'version', 'versionKey', 'normal', 'licence', 'license', 'licenseExpression'],
  ...['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'],
  ...['require', 'require-dev', 'requires_dist', 'readme', 'description_content_type'],
  ...['files', 'expected', 'signature'],
]);

/** Sums are for programs: they come after what people read. */
const sums: ReadonlySet<string> = new Set(['shasum', 'integrity', 'sha1', 'sum', 'goModSum']);

function orderOf(key: string): number {
  if (sums.has(key)) return 2;
  return key === 'description' || key === 'summary' ? 0 : 1;
}

/**
 * What can be said in a line of the metadata that a format derived: texts, numbers, lists and small
 * maps of them, whatever the format. Deeper things are left to the JSON. Nothing of it is markup.
 */
export function factsOf(metadata: unknown): readonly ArtifactFact[] {
  const outer = entriesOf(metadata);
  return outer
    .flatMap(([key, value]) => (wrappers.has(key) ? entriesOf(value) : [[key, value] as const]))
    .filter(([key, value]) => !elsewhere.has(key) && !isReadme(key, value))
    .toSorted(([one], [other]) => orderOf(one) - orderOf(other))
    .flatMap(([key, value]) => factOf(key, value))
    .slice(0, factsMax);
}

/** Python calls its readme a description; others write one sentence under that name. */
function isReadme(key: string, value: unknown): boolean {
  return key === 'description' && typeof value === 'string' && value.includes('\n');
}

/** The members of an object; none of anything else. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value);
}

function factOf(key: string, value: unknown): readonly ArtifactFact[] {
  if (typeof value === 'number' && /bytes$/iu.test(key)) {
    return [{ name: nameOf(key.replace(/_?bytes$/iu, '')), value: formatBytes(value) }];
  }
  const text = Array.isArray(value) ? listOf(value) : (textOf(value) ?? mapOf(value));
  if (text === null || text === '') return [];
  const href = addressOf(text);
  return [{ name: nameOf(key), value: shortened(text), ...(href === null ? {} : { href }) }];
}

function listOf(values: readonly unknown[]): string | null {
  const texts = values.map((value) => textOf(value) ?? whoOrWhere(value));
  return texts.includes(null) ? null : texts.join(', ');
}

/** A person, an address, or what a few words are each set to, as in `engines`. */
function mapOf(value: unknown): string | null {
  const known = whoOrWhere(value);
  if (known !== null) return known;
  const entries = entriesOf(value);
  const isPlain = entries.every(([, one]) => typeof one === 'string');
  if (entries.length === 0 || entries.length > mapEntriesMax || !isPlain) return null;
  return entries.map(([word, one]) => `${word} ${String(one)}`).join(', ');
}

/** `{ name: 'Ada', email: … }` is who; `{ url: … }` is where. */
function whoOrWhere(value: unknown): string | null {
  const { name, url } = Object.fromEntries(entriesOf(value));
  return textOf(name) ?? textOf(url);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return t(value ? 'field.yes' : 'field.no');
  return null;
}

/** Only what a browser opens as a page, whatever else a stranger may have written there. */
function addressOf(text: string): string | null {
  const address = text.replace(/^git\+/u, '');
  return /^https?:\/\/[^\s"'<>]+$/u.test(address) && URL.canParse(address) ? address : null;
}

function shortened(text: string): string {
  return text.length > textCharsMax ? `${text.slice(0, textCharsMax)}…` : text;
}

/** `requiresPython` and `requires_python` read as people write: `Requires python`. */
function nameOf(key: string): string {
  const words = key
    .replaceAll(/[_-]+/gu, ' ')
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/gu, ' ')
    .toLowerCase()
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
