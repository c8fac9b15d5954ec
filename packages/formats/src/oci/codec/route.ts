/** What an address below a repository asks for. The image is still unread. */
export type OciRoute =
  | { readonly kind: 'tags'; readonly image: readonly string[] }
  | { readonly kind: 'uploads'; readonly image: readonly string[] }
  | {
      readonly kind: 'upload' | 'blob' | 'manifest' | 'referrers';
      readonly image: readonly string[];
      /** The last segment: an upload's id, a digest, or a tag. */
      readonly reference: string;
    };

const kinds: Readonly<Record<string, 'blob' | 'manifest' | 'referrers' | undefined>> = {
  blobs: 'blob',
  manifests: 'manifest',
  referrers: 'referrers',
};

/**
 * Reads the segments from the right, since an image may be called `blobs` or `tags/list` itself.
 * Null where nothing has that address.
 */
export function readRoute(segments: readonly string[]): OciRoute | null {
  const [first = '', second = '', last = ''] = segments.slice(-3);
  const endsWith = (...words: readonly string[]) =>
    words.every((word, index) => segments.at(index - words.length) === word);
  if (endsWith('tags', 'list')) return { kind: 'tags', image: segments.slice(0, -2) };
  if (endsWith('blobs', 'uploads')) return { kind: 'uploads', image: segments.slice(0, -2) };
  if (segments.length >= 3 && first === 'blobs' && second === 'uploads') {
    return { kind: 'upload', image: segments.slice(0, -3), reference: last };
  }
  const kind = kinds[segments.at(-2) ?? ''];
  if (kind === undefined) return null;
  return { kind, image: segments.slice(0, -2), reference: segments.at(-1) ?? '' };
}
