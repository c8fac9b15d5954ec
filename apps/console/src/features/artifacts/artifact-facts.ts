import { t } from '#lib/messages.ts';

/** One thing that the archive of an artifact says of itself. */
export interface ArtifactFact {
  readonly name: string;
  readonly value: string;
}

const textCharsMax = 600;
const factsMax = 40;

/**
 * What can be said in a line of the metadata that a format derived: texts, numbers, and lists of
 * them, whatever the format. Deeper things are left to the JSON. Nothing of it is markup to us.
 */
export function factsOf(metadata: unknown): readonly ArtifactFact[] {
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return [];
  return Object.entries(metadata)
    .flatMap(([key, value]) => factOf(key, value))
    .slice(0, factsMax);
}

function factOf(key: string, value: unknown): readonly ArtifactFact[] {
  const name = nameOf(key);
  if (Array.isArray(value)) {
    const texts = value.map(textOf).filter((text) => text !== null);
    if (texts.length === 0 || texts.length < value.length) return [];
    return [{ name, value: shortened(texts.join(', ')) }];
  }
  const text = textOf(value);
  if (text !== null) return text === '' ? [] : [{ name, value: shortened(text) }];
  return personOf(name, value);
}

/** `{ name: 'Ada', email: … }` is who; `{ url: … }` is where. */
function personOf(name: string, value: unknown): readonly ArtifactFact[] {
  if (typeof value !== 'object' || value === null) return [];
  // An object, of whatever members the archive has: each is looked at before it is used.
  const { name: called, url } = value as Readonly<Record<string, unknown>>;
  const text = textOf(called) ?? textOf(url);
  return text === null || text === '' ? [] : [{ name, value: shortened(text) }];
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return t(value ? 'artifact.facts.yes' : 'artifact.facts.no');
  return null;
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
