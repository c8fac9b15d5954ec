/** One file or folder of a zip file, as its directory states it. */
export interface ZipEntry {
  /** Relative, plain, without a trailing slash. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  readonly crc32: number;
  readonly method: 'stored' | 'deflated';
  /** The permission bits, where the archive was made on a system that has them; else 0. */
  readonly unixMode: number;
}

/** An entry before its content was found. */
export interface DirectoryEntry extends ZipEntry {
  readonly rawName: Buffer;
  readonly flags: number;
  readonly headerStart: number;
}

/** APPNOTE 4.4.4. */
export const zipFlags = {
  encrypted: 1 << 0,
  hasDescriptor: 1 << 3,
  patched: 1 << 5,
  stronglyEncrypted: 1 << 6,
  utf8: 1 << 11,
  masked: 1 << 13,
} as const;
