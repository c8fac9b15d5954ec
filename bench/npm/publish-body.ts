import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { tarOf } from './tar.ts';

export interface Release {
  readonly name: string;
  readonly version: string;
  /** About how large the archive becomes: its content does not compress. */
  readonly sizeBytes: number;
}

/** A manifest as large as those of ordinary packages. */
function manifestOf({ name, version }: Release) {
  const words = ['parser', 'stream', 'cache', 'router', 'schema', 'logger', 'queue', 'codec'];
  return {
    name,
    version,
    description: `${name} is a package with the usual fields, for measuring`,
    keywords: words,
    license: 'MIT',
    author: { name: 'Bench', email: 'bench@example.com' },
    homepage: `https://example.com/${name}#readme`,
    repository: { type: 'git', url: `git+https://example.com/bench/${name}.git` },
    main: 'index.js',
    engines: { node: '>=20' },
    scripts: { build: 'tsc -p .', lint: 'eslint .', test: 'vitest run', prepack: 'npm run build' },
    dependencies: Object.fromEntries(words.map((word) => [`bench-${word}`, '^1.2.3'])),
    devDependencies: Object.fromEntries(words.map((word) => [`bench-dev-${word}`, '^4.5.6'])),
  };
}

/** What `npm publish` sends: the document of one version with its archive in base64. */
export function publishBody(release: Release, registryUrl: string): Buffer<ArrayBuffer> {
  const { name, version, sizeBytes } = release;
  const manifest = manifestOf(release);
  const archive = gzipSync(
    tarOf({
      'package/package.json': Buffer.from(JSON.stringify(manifest, null, 2)),
      'package/index.js': Buffer.from(`module.exports = '${version}';\n`),
      'package/payload.bin': randomBytes(Math.max(0, sizeBytes - 1024)),
    }),
    { level: 1 },
  );
  const file = `${name}-${version}.tgz`;
  const sha = (algorithm: string) => createHash(algorithm).update(archive);
  const dist = {
    integrity: `sha512-${sha('sha512').digest('base64')}`,
    shasum: sha('sha1').digest('hex'),
    tarball: `${registryUrl}/${name}/-/${file}`,
  };
  const document = {
    _id: name,
    name,
    'dist-tags': { latest: version },
    versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist } },
    access: null,
    _attachments: {
      [file]: {
        content_type: 'application/octet-stream',
        data: archive.toString('base64'),
        length: archive.length,
      },
    },
  };
  return Buffer.from(JSON.stringify(document));
}
