import { z } from 'zod';
import { membersMax } from './members.ts';

const namesMax = 1_000;
const nameCharsMax = 256;
const secretCharsMax = 4_096;
const daySeconds = 24 * 60 * 60;

const pattern = z
  .string()
  .trim()
  .min(1)
  .max(nameCharsMax, `A name has at most ${nameCharsMax} characters.`);

const patterns = z.array(pattern).max(namesMax, `At most ${namesMax} names.`);

const freshness = z
  .int()
  .min(0, 'A time is not negative.')
  .max(daySeconds, `An index is believed for a day at most: ${daySeconds} seconds.`);

/** Absolute, http or https. Credentials have fields of their own, so that no log shows them. */
const upstreamUrl = z
  .url({
    protocol: /^https?$/,
    error: 'An upstream has an address that begins with https:// or http://.',
  })
  .max(2_048)
  .transform((text) => new URL(text))
  .refine(({ username, password }) => username === '' && password === '', {
    error: 'Credentials do not belong in the address: there are fields for them.',
  })
  .refine(({ search, hash }) => search === '' && hash === '', {
    error: 'The address of an upstream has neither a query nor a fragment.',
  })
  // What is relative to it lies in it, except where clients are pointed at a document (NuGet).
  .transform((url) => (/(\/|\.json)$/.test(url.pathname) ? url : new URL(`${url.href}/`)));

const namespace = z
  .string()
  .trim()
  .max(nameCharsMax)
  .regex(/^[a-z0-9]*(?:[._/-]+[a-z0-9]+)*$/, 'A namespace is a part of the name of an image.');

/** What a repository may say of where it gets things from: proxies and groups alone. */
export const supplyInput = {
  upstreamUrl: upstreamUrl.optional(),
  /** Without it, the secret is sent as a bearer token. Empty: none any more. */
  upstreamUserName: z.string().trim().max(nameCharsMax).optional(),
  /** Empty: none any more. */
  upstreamSecret: z.string().max(secretCharsMax).optional(),
  freshForSeconds: freshness.optional(),
  /** Where upstream has images that are called by one part. Empty: nowhere else any more. */
  defaultNamespace: namespace.optional(),
  isOffline: z.boolean().optional(),
  claimedNames: patterns.optional(),
  sharedNames: patterns.optional(),
  /** Repositories as `project/repository`, or by slug in the same project, in their order. */
  members: z.array(z.string().trim().min(1).max(nameCharsMax)).max(membersMax).optional(),
  /** The hosted member that a group is published to through. Empty: none any more. */
  writeTarget: z.string().trim().max(nameCharsMax).optional(),
} as const;

const schema = z.object(supplyInput);

export type SupplyWishes = z.output<typeof schema>;

/** Splits what a repository says of its supply from what it says of itself. */
export function splitSupply<Input extends SupplyWishes>(input: Input) {
  const { upstreamUrl: url, upstreamUserName, upstreamSecret, ...rest } = input;
  const { freshForSeconds, defaultNamespace, isOffline, ...others } = rest;
  const { claimedNames, sharedNames, members, writeTarget, ...own } = others;
  const supply: SupplyWishes = {
    upstreamUrl: url,
    upstreamUserName,
    upstreamSecret,
    freshForSeconds,
    defaultNamespace,
    isOffline,
    claimedNames,
    sharedNames,
    members,
    writeTarget,
  };
  return { supply, own };
}
