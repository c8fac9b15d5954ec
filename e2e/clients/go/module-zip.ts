import yazl from 'yazl';

export interface GoModule {
  readonly path: string;
  readonly version: string;
  /** By name within the module; a go.mod is made where there is none. */
  readonly files?: Readonly<Record<string, string>>;
  /** Lines of `require`. */
  readonly requires?: readonly string[];
}

/** Every zip of the same module is the same bytes. */
const packedAt = new Date('2024-01-01T00:00:00Z');

/** A module zip as golang.org/x/mod/zip makes it: files alone, each below `module@version/`. */
export async function moduleZip(module: GoModule): Promise<Buffer<ArrayBuffer>> {
  const { path, version } = module;
  const name = path.slice(path.lastIndexOf('/') + 1).replaceAll(/\W/g, '');
  const files = {
    'go.mod': goModOf(module),
    'doc.go': `// Package ${name} is there to be fetched.\npackage ${name}\n`,
    ...module.files,
  };
  const zip = new yazl.ZipFile();
  for (const [file, text] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(text), `${path}@${version}/${file}`, { mtime: packedAt });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function goModOf({ path, requires = [] }: GoModule): string {
  const lines = requires.map((line) => `require ${line}\n`);
  return `module ${path}\n\ngo 1.19\n\n${lines.join('')}`;
}

/** As addresses spell paths and versions. */
export function escaped(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}
