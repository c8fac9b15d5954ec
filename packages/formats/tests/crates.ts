import { packTar, tarMember } from './tarballs.ts';

/** A `.crate` as cargo packs it: one folder called by name and version, with a manifest inside. */
export function crateArchive(
  cargoToml: string,
  options: { readonly folder?: string; readonly files?: Readonly<Record<string, string>> } = {},
): Buffer {
  const { folder = 'demo-1.0.0', files = {} } = options;
  const members = Object.entries({ 'Cargo.toml': cargoToml, 'src/lib.rs': '', ...files });
  return packTar(
    ...members.map(([path, content]) => tarMember({ path: `${folder}/${path}` }, content)),
  );
}

/** The body of a publish: a length and JSON, a length and the archive. */
export function publishBytes(document: unknown, archive: Buffer): Buffer {
  const json = Buffer.from(JSON.stringify(document));
  return Buffer.concat([uint32(json.length), json, uint32(archive.length), archive]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
