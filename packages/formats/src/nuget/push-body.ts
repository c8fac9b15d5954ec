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
  const boundary = boundaryOf(contentType);
  if (boundary === null) throw pushInvalid('The form does not say what separates its parts.');
  return onlyPart(body, `--${boundary}`);
}

/** RFC 2046 §5.1.1: 70 characters at most, in quotes or not. */
const boundaryPattern = /^boundary=("?)([^"]{1,70})\1$/i;

function boundaryOf(contentType: string): string | null {
  const parameters = contentType.split(';').map((parameter) => parameter.trim());
  const found = parameters.flatMap((parameter) => boundaryPattern.exec(parameter)?.[2] ?? []);
  return found[0] ?? null;
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
      held = afterDelimiter(held, separator);
      at = 'header';
    }
    if (at === 'header') {
      const content = afterHeader(held);
      if (content === null) continue;
      held = content;
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

function afterDelimiter(held: Buffer, separator: Buffer): Buffer {
  if (!held.subarray(0, separator.length).equals(separator)) throw malformed();
  return held.subarray(separator.length);
}

/** Null while the header has not arrived whole. */
function afterHeader(held: Buffer): Buffer | null {
  const end = held.indexOf(headerEnd);
  if (end === -1 && held.length > headerBytesMax) throw malformed();
  if (!held.subarray(0, lineEnd.length).equals(lineEnd)) throw malformed();
  return end === -1 ? null : held.subarray(end + headerEnd.length);
}

function malformed() {
  return pushInvalid('The form is malformed, cut off, or without a package.');
}
