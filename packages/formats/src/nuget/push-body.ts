import { pushInvalid } from './codec/errors.ts';

const headerBytesMax = 8 * 1024;
const lineEnd = Buffer.from('\r\n');
const headerEnd = Buffer.from('\r\n\r\n');

/**
 * The package of a push: the one file of a form, as NuGet clients send it, or the body itself.
 *
 * @throws AppError `NUGET_PUSH_INVALID`
 */
export function packageBytes(
  body: AsyncIterable<Uint8Array>,
  contentType: string | undefined,
): AsyncIterable<Uint8Array> {
  if (contentType?.toLowerCase().startsWith('multipart/form-data') !== true) return body;
  const [, quoted, plain] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw pushInvalid('The form does not say what separates its parts.');
  return onlyPart(body, `--${boundary}`);
}

/** The content of a form of exactly one part (RFC 7578, RFC 2046 §5.1). */
async function* onlyPart(
  body: AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<Buffer, void, undefined> {
  const separator = Buffer.from(`\r\n${delimiter}`);
  // The first delimiter needs no line before it: given one, it is as all others are.
  let held: Buffer = lineEnd;
  let at: 'delimiter' | 'header' | 'content' | 'end' = 'delimiter';
  for await (const chunk of body) {
    held = Buffer.concat([held, chunk]);
    if (at === 'delimiter' && held.length >= separator.length + lineEnd.length) {
      if (!held.subarray(0, separator.length).equals(separator)) throw malformed();
      held = held.subarray(separator.length);
      at = 'header';
    }
    if (at === 'header') {
      const end = held.indexOf(headerEnd);
      if (end === -1 && held.length > headerBytesMax) throw malformed();
      if (!held.subarray(0, lineEnd.length).equals(lineEnd)) throw malformed();
      if (end === -1) continue;
      held = held.subarray(end + headerEnd.length);
      at = 'content';
    }
    if (at === 'content') {
      const end = held.indexOf(separator);
      const length = end === -1 ? Math.max(0, held.length - separator.length + 1) : end;
      if (length > 0) yield held.subarray(0, length);
      held = held.subarray(end === -1 ? length : end + separator.length);
      if (end !== -1) at = 'end';
    }
    if (at === 'end') held = held.subarray(0, lineEnd.length);
  }
  if (at !== 'end') throw malformed();
  if (held.toString('latin1') !== '--') throw pushInvalid('The form has more than one part.');
}

function malformed() {
  return pushInvalid('The form is malformed, cut off, or without a package.');
}
