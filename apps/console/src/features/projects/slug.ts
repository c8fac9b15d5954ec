const slugCharsMax = 64;

/** A short name made from a name as people write it: `Web shop (EU)` becomes `web-shop-eu`. */
export function slugFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  const hyphened = plain.replace(/[^a-z0-9]+/gu, '-').slice(0, slugCharsMax);
  return hyphened.replace(/^-|-$/gu, '');
}
