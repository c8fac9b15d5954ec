import { chartYamlOf, fileOf } from '../drivers/helm.ts';

/** The two signed parts, as `helm package --sign` has them. Signatures are for clients to judge. */
export function signedMessage(chartYaml: Buffer | string, files: Buffer | string): Buffer {
  return Buffer.concat([
    Buffer.from('-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n'),
    Buffer.from(chartYaml),
    Buffer.from('\n...\n'),
    Buffer.from(files),
    Buffer.from(
      '\n-----BEGIN PGP SIGNATURE-----\n\nwsBcBAEBCgAQBQJ=\n-----END PGP SIGNATURE-----\n',
    ),
  ]);
}

export function filesYamlOf(version: string, digest: string): string {
  return `files:\n  ${fileOf(version)}: sha256:${digest}\n`;
}

export function provenanceOf(version: string, digest: string): Buffer {
  return signedMessage(chartYamlOf(version), filesYamlOf(version, digest));
}
