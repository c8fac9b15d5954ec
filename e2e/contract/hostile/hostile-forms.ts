/** One part of a form (multipart/form-data, RFC 7578). */
export interface FormPart {
  readonly name: string;
  /** Of the parts that are files. */
  readonly fileName?: string;
  readonly content: string | Buffer;
}

export interface Form {
  readonly contentType: string;
  readonly body: Buffer;
}

export interface HostileForm {
  readonly name: string;
  /** From the parts that an honest client would send, its files last. */
  readonly formOf: (parts: readonly FormPart[]) => Form;
}

const boundary = 'between-the-parts';
const contentType = `multipart/form-data; boundary=${boundary}`;
const end = `--${boundary}--\r\n`;

function dispositionOf({ name, fileName }: FormPart): string {
  const file = fileName === undefined ? '' : `; filename="${fileName}"`;
  return `Content-Disposition: form-data; name="${name}"${file}\r\n`;
}

/** A part with headers of one's own before the usual one. */
function partOf(part: FormPart, headers = '', disposition = dispositionOf(part)): Buffer {
  const head = `--${boundary}\r\n${headers}${disposition}\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(part.content), Buffer.from('\r\n')]);
}

function joined(...pieces: readonly (Buffer | string)[]): Form {
  return { contentType, body: Buffer.concat(pieces.map((piece) => Buffer.from(piece))) };
}

/** As clients send it. */
export function formOf(parts: readonly FormPart[]): Form {
  return joined(...parts.map((part) => partOf(part)), end);
}

/** Does something to the last part, which is a file. */
function withLast(
  parts: readonly FormPart[],
  change: (last: FormPart) => readonly (Buffer | string)[],
): Form {
  const last = parts.at(-1);
  if (last === undefined) throw new Error('a form has a part');
  return joined(...parts.slice(0, -1).map((part) => partOf(part)), ...change(last));
}

const cut = (bytes: Buffer, part: number) => bytes.subarray(0, Math.floor(bytes.length * part));

/** Far more than any reader may keep. */
const headerBytes = 1024 * 1024;
const partCount = 20_000;

export const hostileForms: readonly HostileForm[] = [
  {
    name: 'a form without a boundary',
    formOf: (parts) => ({ ...formOf(parts), contentType: 'multipart/form-data' }),
  },
  {
    name: 'a form with an empty boundary',
    formOf: (parts) => ({ ...formOf(parts), contentType: 'multipart/form-data; boundary=' }),
  },
  {
    name: 'a form with another boundary than it says',
    formOf: (parts) => ({
      ...formOf(parts),
      contentType: 'multipart/form-data; boundary=another',
    }),
  },
  { name: 'a form of nothing', formOf: () => joined() },
  { name: 'a form without a part', formOf: () => joined(end) },
  {
    name: 'a form that is cut off inside its file',
    formOf: (parts) => withLast(parts, (last) => [cut(partOf(last), 0.7)]),
  },
  {
    name: 'a form that is cut off inside a header',
    formOf: (parts) => withLast(parts, () => [`--${boundary}\r\nContent-Disposition: form-`]),
  },
  {
    name: 'a form that ends without its last line',
    formOf: (parts) => withLast(parts, (last) => [partOf(last)]),
  },
  {
    name: 'a form that has its file twice',
    formOf: (parts) => withLast(parts, (last) => [partOf(last), partOf(last), end]),
  },
  {
    name: 'a header that does not end',
    formOf: (parts) =>
      withLast(parts, (last) => [partOf(last, `X-Long: ${'x'.repeat(headerBytes)}\r\n`), end]),
  },
  {
    name: 'more headers than anybody sends',
    formOf: (parts) =>
      withLast(parts, (last) => [partOf(last, 'X-Many: 1\r\n'.repeat(partCount)), end]),
  },
  {
    name: 'more parts than anybody sends',
    formOf: (parts) =>
      joined(partOf({ name: 'x', content: 'x' }).toString().repeat(partCount), formOf(parts).body),
  },
  {
    name: 'lines that end otherwise',
    formOf: (parts) => {
      const { body } = formOf(parts);
      return joined(Buffer.from(body.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'));
    },
  },
  {
    name: 'a form inside of its file',
    formOf: (parts) =>
      withLast(parts, (last) => {
        const inner = `--inner\r\n${dispositionOf(last)}\r\nx\r\n--inner--\r\n`;
        const headers = 'Content-Type: multipart/mixed; boundary=inner\r\n';
        return [partOf({ ...last, content: inner }, headers), end];
      }),
  },
  {
    name: 'a file in Base64, which nobody unpacks',
    formOf: (parts) =>
      withLast(parts, (last) => {
        const content = Buffer.from(last.content).toString('base64');
        return [partOf({ ...last, content }, 'Content-Transfer-Encoding: base64\r\n'), end];
      }),
  },
];

/** Where parts are known by their names, and not by being the only one. */
export const hostileNames: readonly HostileForm[] = [
  {
    name: 'a file that says no name',
    formOf: (parts) => withLast(parts, (last) => [partOf(last, '', ''), end]),
  },
  {
    name: 'a file by another name',
    formOf: (parts) => withLast(parts, (last) => [partOf({ ...last, name: '__proto__' }), end]),
  },
  {
    name: 'a file beside the one that is awaited',
    formOf: (parts) =>
      withLast(parts, (last) => [partOf({ ...last, name: 'constructor' }), partOf(last), end]),
  },
  {
    name: 'a file with a name of great length',
    formOf: (parts) =>
      withLast(parts, (last) => [partOf({ ...last, name: 'x'.repeat(50_000) }), end]),
  },
];

/** What a form says wrongly of its own file. */
export function lie(
  name: string,
  tell: (parts: readonly FormPart[]) => readonly FormPart[],
): HostileForm {
  return { name, formOf: (parts) => formOf(tell(parts)) };
}
