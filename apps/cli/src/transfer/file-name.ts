const nameCharsMax = 200;
const fallback = 'download';

/** A name that stays in the folder it is put in, whatever a server calls its file. */
export function safeFileName(text: string): string {
  const last = text.split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '_')
    .slice(-nameCharsMax)
    .trim();
  return /^\.*$/.test(name) ? fallback : name;
}

/** The name in a `Content-Disposition`, the extended one first (RFC 6266 §4.3). */
export function dispositionName(header: string | null): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1];
  const quoted = /filename="((?:[^"\\]|\\.)*)"/i.exec(header ?? '')?.[1];
  return safeFileName(decoded(extended) ?? quoted?.replace(/\\(.)/g, '$1') ?? '');
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    // Not what the standard says it is; the other name has to do.
    return undefined;
  }
}
