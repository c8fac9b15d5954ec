import yazl from 'yazl';

const packedAt = new Date('2024-01-01T00:00:00Z');

/** A package as `dotnet pack` lays it out. */
export async function nupkg(id: string, version: string, note = ''): Promise<Buffer<ArrayBuffer>> {
  const zip = new yazl.ZipFile();
  const files = {
    '_rels/.rels': '<Relationships/>',
    [`${id}.nuspec`]: nuspec(id, version),
    'lib/netstandard2.0/_._': note,
    '[Content_Types].xml': '<Types/>',
  };
  for (const [path, text] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(text), path, { mtime: packedAt });
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
