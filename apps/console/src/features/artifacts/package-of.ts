/** The package that a purl names: `pkg:npm/zod@3.23.8` is a version of `pkg:npm/zod`. */
export function packageOf(purl: string): string {
  const [plain = ''] = purl.split(/[?#]/u, 1);
  const at = plain.lastIndexOf('@');
  return at > plain.lastIndexOf('/') ? plain.slice(0, at) : plain;
}
