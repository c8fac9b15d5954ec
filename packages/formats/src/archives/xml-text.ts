import { xmlInvalid } from './errors.ts';

/** The declaration stands at the very beginning, so an encoding is named in here or nowhere. */
const headBytesMax = 256;

/**
 * The text of an XML document as it comes. Read are the encodings of which ASCII is a part, since
 * any other lets a document hide from whoever looks for its marks (D5.12).
 *
 * @throws AppError `XML_INVALID`
 */
export async function* xmlText(
  chunks: AsyncIterable<Uint8Array>,
  bytesMax: number,
): AsyncGenerator<string, void, undefined> {
  let head: Buffer | null = Buffer.alloc(0);
  let decoder: TextDecoder | null = null;
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > bytesMax) throw xmlInvalid(`The document has more than ${bytesMax} bytes.`);
    if (decoder !== null) {
      yield decode(decoder, chunk);
      continue;
    }
    head = Buffer.concat([head ?? Buffer.alloc(0), chunk]);
    if (head.length < headBytesMax) continue;
    decoder = decoderFor(head);
    yield decode(decoder, head);
    head = null;
  }
  decoder ??= decoderFor(head ?? Buffer.alloc(0));
  yield decode(decoder, head ?? Buffer.alloc(0)) + decode(decoder);
}

function decode(decoder: TextDecoder, bytes?: Uint8Array): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch (cause) {
    throw xmlInvalid(`The document is not ${decoder.encoding.toUpperCase()}.`, { cause });
  }
}

/** What the XML declaration may name, as decoders call it. Latin-1 is read as browsers read it. */
const encodings: ReadonlyMap<string, string> = new Map([
  ['utf-8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['iso-8859-1', 'windows-1252'],
  ['iso-8859-15', 'iso-8859-15'],
  ['windows-1252', 'windows-1252'],
]);

function decoderFor(head: Buffer): TextDecoder {
  const declaration = /^<\?xml\s[^>]*/.exec(head.subarray(0, headBytesMax).toString('latin1'));
  const stated = /\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(declaration?.[0] ?? '')?.[1];
  const encoding = encodings.get((stated ?? 'utf-8').toLowerCase());
  if (encoding === undefined) throw xmlInvalid(`The encoding "${stated}" is not read here.`);
  return new TextDecoder(encoding, { fatal: true });
}
