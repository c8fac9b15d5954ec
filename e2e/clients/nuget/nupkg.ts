import yazl from 'yazl';

const packedAt = new Date('2024-01-01T00:00:00Z');

/** A package as `dotnet pack` lays it out. */
export function nupkg(id: string, version: string, note = ''): Promise<Buffer<ArrayBuffer>> {
  return packed(id, nuspec(id, version), { 'lib/netstandard2.0/_._': note });
}

/** The same with what `PackageReadmeFile`, `PackageIcon` and `PackageLicenseFile` add. */
export function shownNupkg(id: string, version: string): Promise<Buffer<ArrayBuffer>> {
  const shown =
    '<license type="file">LICENSE.txt</license><icon>icon.png</icon><readme>docs/README.md</readme>';
  const text = nuspec(id, version).replace('<license type="expression">MIT</license>', shown);
  return packed(id, text, {
    'LICENSE.txt': 'Do as you like.',
    'icon.png': png,
    'docs/README.md': '# Acme',
  });
}

/** What `dotnet pack --include-symbols -p:SymbolPackageFormat=snupkg` makes of one assembly. */
export function snupkg(id: string, version: string, pdb: Buffer): Promise<Buffer<ArrayBuffer>> {
  const type = '<packageTypes><packageType name="SymbolsPackage" /></packageTypes>';
  const text = nuspec(id, version).replace('<dependencies>', `${type}<dependencies>`);
  return packed(id, text, { [`lib/netstandard2.0/${id}.pdb`]: pdb });
}

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

async function packed(
  id: string,
  manifest: string,
  content: Readonly<Record<string, string | Buffer>>,
): Promise<Buffer<ArrayBuffer>> {
  const zip = new yazl.ZipFile();
  const files = {
    '_rels/.rels': '<Relationships/>',
    [`${id}.nuspec`]: manifest,
    ...content,
    '[Content_Types].xml': '<Types/>',
  };
  for (const [path, bytes] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(bytes), path, { mtime: packedAt });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function nuspec(id: string, version: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
  <metadata>
    <id>${id}</id>
    <version>${version}</version>
    <authors>Acme</authors>
    <license type="expression">MIT</license>
    <description>There to be fetched.</description>
    <dependencies><group targetFramework=".NETStandard2.0" /></dependencies>
  </metadata>
</package>
`;
}
