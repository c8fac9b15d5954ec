/** Most names need no second look. */
const plainName = /^[A-Za-z0-9][\w.@+-]{0,250}$/;
/** Longest file name that is offered to a browser; the rest is cut. */
const nameCharsMax = 255;

/**
 * `attachment` with a file name that any client can read (RFC 6266 §4.1 and appendix D): a plain
 * ASCII `filename` for old ones, `filename*` in UTF-8 (RFC 8187) where that loses something.
 */
export function attachmentDisposition(fileName: string): string {
  if (plainName.test(fileName)) return `attachment; filename="${fileName}"`;
  const name = safeName(fileName);
  if (name === '') return 'attachment';
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const plain = `attachment; filename="${ascii}"`;
  return ascii === name ? plain : `${plain}; filename*=UTF-8''${encodeExtended(name)}`;
}

/** The last segment of a path, without anything that could end a header or a quoted string. */
function safeName(fileName: string): string {
  const base = fileName.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  // Control, format (bidi overrides among them), separator and unassigned characters.
  const visible = base.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  return /^\.*$/.test(visible) ? '' : Array.from(visible).slice(0, nameCharsMax).join('');
}

/** RFC 8187 §3.2.1 `ext-value`: everything outside `attr-char` is percent-encoded. */
function encodeExtended(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
