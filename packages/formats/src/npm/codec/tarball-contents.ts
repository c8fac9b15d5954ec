import type { BundledPackage } from './bundled.ts';

/** What an archive says of itself: the only source of what is served. */
export interface TarballContents {
  /** `package.json`, byte for byte. */
  readonly packageJson: Buffer;
  readonly readme: { readonly fileName: string; readonly text: string } | null;
  readonly fileCount: number;
  readonly unpackedSizeBytes: number;
  readonly hasBindingGyp: boolean;
  readonly hasShrinkwrap: boolean;
  /** Packages that come inside, by their own `package.json`. */
  readonly bundled: readonly BundledPackage[];
  /** Every file, relative to the package's folder. */
  readonly paths: ReadonlySet<string>;
}
