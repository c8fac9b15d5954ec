/** What vouches for a version: `dist.signatures` of a packument has one of each key. */
export interface RegistrySignature {
  readonly keyid: string;
  /** ECDSA over P-256, DER in base64. */
  readonly sig: string;
}

export interface RegistrySigner {
  readonly keyId: string;
  readonly sign: (text: string) => string;
}

export interface SignedVersion {
  readonly name: string;
  readonly version: string;
  /** `sha512-<base64>` */
  readonly integrity: string;
}

/** Signs `name@version:integrity`, which is what `npm audit signatures` verifies. */
export function signVersion(
  signer: RegistrySigner,
  { name, version, integrity }: SignedVersion,
): RegistrySignature {
  return { keyid: signer.keyId, sig: signer.sign(`${name}@${version}:${integrity}`) };
}
