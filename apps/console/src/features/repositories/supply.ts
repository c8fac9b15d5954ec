import type { Format, RepositoryKind } from '#generated/graphql.ts';
import { type FreshUnit, freshnessOf, secondsOf } from './freshness.ts';

/** As it is typed. */
export interface Supply {
  readonly upstreamUrl: string;
  readonly upstreamUserName: string;
  /** Never what is kept: that is not shown again. */
  readonly upstreamSecret: string;
  readonly isCredentialRemoved: boolean;
  readonly defaultNamespace: string;
  /** How long an index is believed, in its unit. */
  readonly freshFor: string;
  readonly freshUnit: FreshUnit;
  /** One pattern a line. */
  readonly claimedNames: string;
  readonly sharedNames: string;
  /** In their order. */
  readonly members: readonly string[];
  /** The one of them that is published to; empty: none. */
  readonly writeTarget: string;
}

/** What a proxy begins with that is told nothing else. */
const freshSecondsDefault = 300;

export const unsupplied: Supply = {
  ...{ upstreamUrl: '', upstreamUserName: '', upstreamSecret: '', isCredentialRemoved: false },
  ...{ defaultNamespace: '', members: [], writeTarget: '' },
  ...{ ...freshnessOf(freshSecondsDefault), claimedNames: '', sharedNames: '' },
};

/** What is no member any more is not published to either. */
export function withMembers(supply: Supply, members: readonly string[]): Supply {
  const writeTarget = members.includes(supply.writeTarget) ? supply.writeTarget : '';
  return { ...supply, members, writeTarget };
}

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
  if (kind === 'GROUP') {
    const { members, writeTarget } = supply;
    // One that the viewer may not see is not taken away by saving what they see.
    return {
      members: [...members],
      ...(writeTarget !== saved.writeTarget && { writeTarget }),
    };
  }
  const defaultNamespace = supply.defaultNamespace.trim();
  const isOther = format === 'OCI' && defaultNamespace !== saved.defaultNamespace;
  const freshForSeconds = secondsOf(supply);
  return {
    upstreamUrl: supply.upstreamUrl.trim(),
    ...credentialInput(supply, saved),
    ...(isOther && { defaultNamespace }),
    ...(freshForSeconds !== secondsOf(saved) && { freshForSeconds }),
    ...namesInput(supply, saved),
  };
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function namesInput(supply: Supply, saved: Supply) {
  const { claimedNames, sharedNames } = supply;
  return {
    ...(claimedNames !== saved.claimedNames && { claimedNames: linesOf(claimedNames) }),
    ...(sharedNames !== saved.sharedNames && { sharedNames: linesOf(sharedNames) }),
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
