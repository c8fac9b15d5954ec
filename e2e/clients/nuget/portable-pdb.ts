/**
 * The smallest file that is a portable PDB to a symbol server: the root of its metadata (ECMA-335
 * II.24.2.1) with a `#Pdb` stream, which begins with the GUID of the build.
 */
export function portablePdb(guid: string): Buffer {
  const version = Buffer.from('PDB v1.0\0\0\0\0');
  const streams = [
    { name: '#~\0\0', bytes: Buffer.alloc(8) },
    { name: '#Pdb\0\0\0\0', bytes: Buffer.concat([guidBytes(guid), Buffer.alloc(16)]) },
  ];
  const headBytes =
    20 + version.length + streams.reduce((sum, { name }) => sum + 8 + name.length, 0);
  const head = Buffer.alloc(20 + version.length);
  head.write('BSJB', 0);
  head.writeUInt16LE(1, 4);
  head.writeUInt16LE(1, 6);
  head.writeUInt32LE(version.length, 12);
  version.copy(head, 16);
  head.writeUInt16LE(streams.length, 18 + version.length);
  let offset = headBytes;
  const headers = streams.map(({ name, bytes }) => {
    const header = Buffer.alloc(8 + name.length);
    header.writeUInt32LE(offset, 0);
    header.writeUInt32LE(bytes.length, 4);
    header.write(name, 8);
    offset += bytes.length;
    return header;
  });
  return Buffer.concat([head, ...headers, ...streams.map(({ bytes }) => bytes)]);
}

/** As a debugger writes it: the digits of the GUID and eight Fs. */
export function pdbKey(guid: string): string {
  return `${guid.replaceAll('-', '')}FFFFFFFF`;
}

/** .NET keeps the first three parts as numbers, the lowest byte first. */
function guidBytes(guid: string): Buffer {
  const [a = '', b = '', c = '', ...rest] = guid.split('-');
  const number = (digits: string) => Buffer.from(digits, 'hex').toReversed();
  const tail = Buffer.from(rest.join('').padEnd(16, '0'), 'hex');
  return Buffer.concat([number(a), number(b), number(c), tail]);
}
