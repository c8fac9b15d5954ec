import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** The sums of one version, as go.sum has them. */
export interface KnownSums {
  readonly module: string;
  readonly version: string;
  /** The lines of go.sum: of the zip and of its go.mod. */
  readonly lines: string;
}

/**
 * A checksum database as golang.org/x/mod/sumdb is one: a transparency log of signed tree heads,
 * as the files that a server has of it. Small: all of its hashes are in one tile.
 */
export interface SumDatabase {
  readonly name: string;
  /** What goes into GOSUMDB. */
  readonly key: string;
  /** By path below `sumdb/{name}/`. */
  readonly files: ReadonlyMap<string, string | Buffer>;
}

const tileWidthMax = 256;
const ed25519 = Buffer.from([1]);
/** Of an Ed25519 key in SubjectPublicKeyInfo, what stands before the key itself. */
const spkiPrefixLength = 12;

export function makeSumDatabase(name: string, known: readonly KnownSums[]): SumDatabase {
  if (known.length === 0 || known.length >= tileWidthMax)
    throw new Error('one tile is all there is');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const keyBytes = Buffer.concat([ed25519, spki.subarray(spkiPrefixLength)]);
  const keyHash = sha256(Buffer.from(`${name}\n`), keyBytes).subarray(0, 4);

  const records = known.map(({ lines }) => Buffer.from(lines));
  const hashes = records.map((record) => sha256(Buffer.from([0]), record));
  const tree = `go.sum database tree\n${records.length}\n${rootOf(hashes).toString('base64')}\n`;
  const signature = sign(null, Buffer.from(tree), privateKey);
  const signed = Buffer.concat([keyHash, signature]).toString('base64');
  const head = `${tree}\n\u2014 ${name} ${signed}\n`;

  const files = new Map<string, string | Buffer>([
    ['supported', ''],
    ['latest', head],
    [`tile/8/0/000.p/${records.length}`, Buffer.concat(hashes)],
  ]);
  for (const [at, { module, version, lines }] of known.entries()) {
    files.set(`lookup/${module}@${version}`, `${at}\n${lines}\n${head}`);
  }
  const key = `${name}+${keyHash.toString('hex')}+${keyBytes.toString('base64')}`;
  return { name, key, files };
}

/** RFC 6962, 2.1: the left subtree is the largest power of two that is less than all. */
function rootOf(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (hashes.length === 1 && only !== undefined) return only;
  const left = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
  return sha256(Buffer.from([1]), rootOf(hashes.slice(0, left)), rootOf(hashes.slice(left)));
}

function sha256(...parts: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}
