import { metadataInvalid } from './errors.ts';

/** The fields of a METADATA or PKG-INFO: names in lower case, values as written. */
export interface CoreMetadata {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** What follows the fields, or what stands in `Description`. */
  readonly description: string;
}

const fieldsMax = 10_000;
const header = /^([A-Za-z][A-Za-z0-9-]*):(.*)$/;
/** What some readers take for the end of a line and others for a part of it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
const ambiguousBreak = /[\u0000\u000b\u000c\r\u001c-\u001e\u0085\u2028\u2029]/;
/** Within a text that goes on, a new page is followed by more of it, however lines are counted. */
const pageBreak = /\f(?=[ \t])/g;
/** Fields that decide what is installed where: two of them, and readers differ about which. */
const decisive = ['metadata-version', 'name', 'version', 'requires-python'] as const;

/**
 * Reads core metadata (an e-mail header, as it was never quite specified) the way Python's own
 * parser does, refusing whatever its leniency would let pass.
 *
 * @throws AppError `PYPI_METADATA_INVALID`
 */
export function parseCoreMetadata(bytes: Uint8Array): CoreMetadata {
  const text = decode(bytes);
  const end = /\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const body = end === null ? '' : text.slice(end.index + end[0].length);
  const fields = parseFields(head);
  for (const name of decisive) {
    if ((fields.get(name)?.length ?? 0) > 1) throw metadataInvalid(`The metadata has two ${name}.`);
  }
  const described = fields.get('description')?.[0];
  return { fields, description: described === undefined ? body : unfold(described) };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw metadataInvalid('The metadata is not UTF-8.', { cause });
  }
}

function parseFields(head: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  let values: string[] | undefined;
  const lines = head.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines.at(-1) === '') lines.pop();
  if (lines.length > fieldsMax) throw metadataInvalid('The metadata has too many fields.');
  for (const line of lines) {
    const goesOn = values !== undefined && /^[ \t]/.test(line);
    if (ambiguousBreak.test(goesOn ? line.replace(pageBreak, '') : line)) {
      throw metadataInvalid('The metadata has broken lines.');
    }
    if (values !== undefined && goesOn) {
      values.push(`${values.pop() ?? ''}\n${line}`);
      continue;
    }
    const [, name, value = ''] = header.exec(line) ?? [];
    // Python's parser ends the fields here, and others go on.
    if (name === undefined) throw metadataInvalid('The metadata has a line that is no field.');
    const key = name.toLowerCase();
    values = fields.get(key) ?? [];
    values.push(value.trimStart());
    fields.set(key, values);
  }
  return fields;
}

/** A long text inside of a field: each line behind a bar, or behind eight spaces. */
function unfold(value: string): string {
  return value
    .split('\n')
    .map((line) => line.replace(/^ {7}[ |]/, ''))
    .join('\n');
}

/** The value of a field that comes once, or null where it is absent, empty or "UNKNOWN". */
export function single({ fields }: CoreMetadata, name: string): string | null {
  const value = fields.get(name)?.[0]?.trim() ?? '';
  return value === '' || value === 'UNKNOWN' ? null : value;
}

/** All values of a field that may come often. */
export function multiple({ fields }: CoreMetadata, name: string): readonly string[] {
  return (fields.get(name) ?? []).map((value) => value.trim()).filter((value) => value !== '');
}
