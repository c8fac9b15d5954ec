import type { Format, RepositoryKind } from '#generated/graphql.ts';

/** As it is typed. */
export interface Supply {
  readonly upstreamUrl: string;
  readonly upstreamUserName: string;
  /** Never what is kept: that is not shown again. */
  readonly upstreamSecret: string;
  readonly isCredentialRemoved: boolean;
  readonly defaultNamespace: string;
  /** In their order. */
  readonly members: readonly string[];
}

export const unsupplied: Supply = {
  ...{ upstreamUrl: '', upstreamUserName: '', upstreamSecret: '', isCredentialRemoved: false },
  ...{ defaultNamespace: '', members: [] },
};

export interface SupplyOf {
  readonly kind: Exclude<RepositoryKind, 'HOSTED'>;
  readonly format: Format;
  /** What stands there now. */
  readonly saved: Supply;
}

/** What of a credential was changed: what was left as it is, is not sent. */
export function credentialInput(supply: Supply, saved: Supply) {
  if (supply.isCredentialRemoved) return { upstreamUserName: '', upstreamSecret: '' };
  const userName = supply.upstreamUserName.trim();
  return {
    ...(userName !== saved.upstreamUserName && { upstreamUserName: userName }),
    ...(supply.upstreamSecret !== '' && { upstreamSecret: supply.upstreamSecret }),
  };
}

/** What the gateway is told of it: nothing that is not for the kind. */
export function supplyInput(supply: Supply, { kind, format, saved }: SupplyOf) {
  if (kind === 'GROUP') return { members: [...supply.members] };
  const defaultNamespace = supply.defaultNamespace.trim();
  const isOther = format === 'OCI' && defaultNamespace !== saved.defaultNamespace;
  return {
    upstreamUrl: supply.upstreamUrl.trim(),
    ...credentialInput(supply, saved),
    ...(isOther && { defaultNamespace }),
  };
}

/** What stays in the form once it is saved: nothing of a secret. */
export function settled(supply: Supply): Supply {
  const isGone = supply.isCredentialRemoved;
  return {
    ...supply,
    ...(isGone && { upstreamUserName: '' }),
    ...{ upstreamSecret: '', isCredentialRemoved: false },
  };
}
